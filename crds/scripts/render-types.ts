/**
 * TypeScript from a structural schema. Each kind gets three interfaces: `<Kind>Spec` as the API server returns it (a field
 * with a default is always there), `<Kind>SpecInput` as a person may apply it, and `<Kind>Status`.
 */
import { type CustomResource, type Field, property } from './custom-resource.ts';

/** Whether a field with a default counts as present (read from the server) or as optional (applied). */
type Mode = 'stored' | 'applied';

/** What the schema leaves to the pod's own validation is typed by Kubernetes' types: property to type in core/v1. */
const borrowedTypes: ReadonlyMap<string, string> = new Map([
  ['nodeAffinity', 'NodeAffinity'],
  ['podAffinity', 'PodAffinity'],
  ['podAntiAffinity', 'PodAntiAffinity'],
]);

const indent = (depth: number): string => '  '.repeat(depth);

/** A doc comment of one line; long ones stay long, the file is not for editing. Descriptions name bounds and defaults. */
const docComment = (field: Field, depth: number): string =>
  field.description ? `${indent(depth)}/** ${field.description.replaceAll('*/', '*\\/')} */\n` : '';

const isPresent = (parent: Field, name: string, mode: Mode): boolean =>
  parent.required.includes(name) || (mode === 'stored' && parent.properties?.[name]?.default !== undefined);

const borrowedType = (name: string): string => {
  const type = borrowedTypes.get(name);
  if (!type)
    throw new Error(`The schema lets ${name} hold anything: name the type that it shall have in borrowedTypes`);
  return type;
};

const renderMember = (parent: Field, [name, field]: [string, Field], mode: Mode, depth: number): string => {
  const mark = isPresent(parent, name, mode) ? '' : '?';
  const type = field['x-kubernetes-preserve-unknown-fields'] ? borrowedType(name) : renderType(field, mode, depth);
  return `${docComment(field, depth)}${indent(depth)}readonly ${name}${mark}: ${type};\n`;
};

const renderObject = (field: Field, mode: Mode, depth: number): string => {
  if (field.additionalProperties) {
    return `Readonly<Record<string, ${renderType(field.additionalProperties, mode, depth)}>>`;
  }
  const members = Object.entries(field.properties ?? {}).map((entry) => renderMember(field, entry, mode, depth + 1));
  return `{\n${members.join('')}${indent(depth)}}`;
};

const renderList = (items: Field | undefined, mode: Mode, depth: number): string => {
  if (!items) throw new Error('A list in the schema has no items: add them to the YAML');
  return `readonly ${items.enum ? `(${renderType(items, mode, depth)})` : renderType(items, mode, depth)}[]`;
};

const renderType = (field: Field, mode: Mode, depth: number): string => {
  if (field['x-kubernetes-int-or-string']) return 'number | string';
  if (field.enum) return field.enum.map((value) => `'${value}'`).join(' | ');
  switch (field.type) {
    case 'object':
      return renderObject(field, mode, depth);
    case 'array':
      return renderList(field.items, mode, depth);
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
    case 'boolean':
      return field.type;
    default:
      throw new Error('A field in the schema has no type: add it to the YAML');
  }
};

const renderInterface = (name: string, field: Field, mode: Mode): string =>
  `${docComment(field, 0)}export interface ${name} ${renderObject(field, mode, 0)}\n`;

const renderImport = (body: string): string => {
  const used = [...borrowedTypes.values()].filter((type) => body.includes(`: ${type};`));
  return used.length === 0 ? '' : `import type { ${used.join(', ')} } from 'kubernetes-types/core/v1.js';\n\n`;
};

/** The whole generated file of one kind. */
export const renderTypes = ({ names, schema }: CustomResource): string => {
  const spec = property(schema, 'spec');
  const body = [
    renderInterface(`${names.kind}Spec`, spec, 'stored'),
    renderInterface(`${names.kind}SpecInput`, spec, 'applied'),
    renderInterface(`${names.kind}Status`, property(schema, 'status'), 'stored'),
  ].join('\n');
  const origin = `crds/${names.plural}.yaml by \`npm run generate -w @kubecast/crds\``;
  return `// Generated from ${origin}. Change the YAML, not this file.\n\n${renderImport(body)}${body}`;
};
