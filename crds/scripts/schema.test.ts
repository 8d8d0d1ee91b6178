import { describe, expect, it } from 'vitest';
import { definitionFiles, type Field, property, readCustomResource } from './custom-resource.ts';
import { walkFields } from './walk-fields.ts';

const isBounded = ({ type, ...field }: Field): boolean => {
  switch (type) {
    case 'string':
      return field.maxLength !== undefined || field.enum !== undefined || field.format === 'date-time';
    case 'integer':
    case 'number':
      // A generation or a size counts without an end.
      return field.minimum !== undefined && (field.maximum !== undefined || field.minimum === 0);
    case 'array':
      return field.maxItems !== undefined && field['x-kubernetes-list-type'] !== undefined;
    case 'object':
      return field.additionalProperties === undefined || field.maxProperties !== undefined;
    default:
      return true;
  }
};

/** `kubectl explain` shows neither bounds nor defaults: the description has to. */
const hiddenFacts = ({ type, ...field }: Field): string[] => {
  const isScalar = type !== 'object' && type !== 'array';
  return [
    ...(isScalar && field.default !== undefined ? [`efault ${field.default}`] : []),
    ...(field.minimum !== undefined && field.maximum !== undefined ? [`${field.maximum}`] : []),
  ].filter((fact) => !field.description?.includes(fact));
};

describe.each(definitionFiles)('%s', async (file) => {
  const { schema, columns } = await readCustomResource(file);
  const fields = walkFields(schema);
  const specFields = walkFields(property(schema, 'spec'), '.spec');

  it('describes every field', () => {
    const isMapValue = (path: string): boolean => path.endsWith('.*');
    const silent = fields.filter(
      ({ path, field }) =>
        // The API server forbids a description of metadata; an entry is described by its map, a name by its list.
        path !== '.metadata' && !isMapValue(path) && !(path.endsWith('[]') && !field.properties) && !field.description,
    );
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it('ends every description with a period', () => {
    const open = fields.filter(({ field }) => field.description !== undefined && !/[.`]$/.test(field.description));
    expect(open.map(({ path }) => path)).toEqual([]);
  });

  it('bounds every string, number, list and map', () => {
    expect(fields.filter(({ field }) => !isBounded(field)).map(({ path }) => path)).toEqual([]);
  });

  it('names the default and the range of every field of the spec in its description', () => {
    const missing = specFields.flatMap(({ path, field }) => hiddenFacts(field).map((fact) => `${path}: ${fact}`));
    expect(missing).toEqual([]);
  });

  it('says in every rule what to write instead', () => {
    const rules = fields.flatMap(({ field }) => field['x-kubernetes-validations']);
    const advice = /: (write|set|lower|rename|make|use|leave|swap)/;
    expect(rules.map(({ message }) => message).filter((message) => !advice.test(message))).toEqual([]);
  });

  it('takes every column from a field that the schema has', () => {
    const paths = new Set(fields.map(({ path }) => path));
    const fieldOf = (jsonPath: string): string => jsonPath.replace(/\[\?.*?\]/, '[]');
    const unknown = columns.map(({ jsonPath }) => fieldOf(jsonPath)).filter((path) => !paths.has(path));
    expect(unknown).toEqual(['.metadata.creationTimestamp']);
  });
});
