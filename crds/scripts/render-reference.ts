/** The reference page of a kind, Markdown, from its definition: what it is, an example, columns, every field, every rule. */
import { stringify } from 'yaml';
import { type CustomResource, property } from './custom-resource.ts';
import { describeDefault, describeType, nameOfType } from './describe-field.ts';
import { type LocatedField, walkFields } from './walk-fields.ts';

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');

/** A map's value and a list of names need no row: the map's or list's own row says it all. */
const hasRow = ({ path, field }: LocatedField): boolean =>
  !path.endsWith('.*') && (!path.endsWith('[]') || field['x-kubernetes-validations'].length > 0);

const fieldsBelow = ({ schema }: CustomResource, name: 'spec' | 'status'): LocatedField[] =>
  walkFields(property(schema, name), `.${name}`).slice(1).filter(hasRow);

const specTable = (resource: CustomResource): string =>
  table(
    ['Field', 'Type', 'Default', 'Meaning'],
    fieldsBelow(resource, 'spec').map(({ path, field, isRequired }) => [
      `\`${path.slice(1)}\``,
      describeType(field),
      isRequired ? 'required' : describeDefault(field),
      field.description ?? '',
    ]),
  );

const statusTable = (resource: CustomResource): string =>
  table(
    ['Field', 'Type', 'Meaning'],
    fieldsBelow(resource, 'status').map(({ path, field }) => [
      `\`${path.slice(1)}\``,
      nameOfType(field),
      field.description ?? '',
    ]),
  );

const columnTable = ({ columns }: CustomResource): string =>
  table(
    ['Column', 'Shown', 'Meaning'],
    columns.map(({ name, priority, description }) => [
      name.toUpperCase(),
      priority ? 'with `-o wide`' : 'always',
      description ?? 'Time since it was made.',
    ]),
  );

const ruleList = ({ schema }: CustomResource): string =>
  walkFields(schema)
    .flatMap(({ path, field }) =>
      field['x-kubernetes-validations'].map(({ message, fieldPath }) => {
        const place = `${path}${fieldPath ?? ''}`.slice(1);
        return `- ${place === '' ? '' : `\`${place}\`: `}${message}.`;
      }),
    )
    .join('\n');

/** The whole page. */
export const renderReference = (resource: CustomResource): string => {
  const { names, apiVersion, schema } = resource;
  return [
    `<!-- Generated from crds/${names.plural}.yaml by \`npm run generate -w @kubecast/crds\`. Change the YAML, not this page. -->`,
    `# ${names.kind}`,
    schema.description ?? '',
    `\`${apiVersion}\`, namespaced. \`kubectl get ${names.plural}\`, in short \`kubectl get ${names.shortNames.join(', ')}\`; \`kubectl get kubecast\` lists all of Kubecast's kinds. \`kubectl explain ${names.singular}.spec\` says what stands here.`,
    `## Example`,
    `\`\`\`yaml\n${stringify(schema.example, { version: '1.1' })}\`\`\``,
    `## Columns`,
    columnTable(resource),
    `## Spec`,
    property(schema, 'spec').description ?? '',
    specTable(resource),
    `## Rules`,
    'What the API server answers to an object that breaks one:',
    ruleList(resource),
    `## Status`,
    property(schema, 'status').description ?? '',
    statusTable(resource),
  ]
    .join('\n\n')
    .concat('\n');
};
