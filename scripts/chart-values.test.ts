import { describe, expect, it } from 'vitest';
import { leavesOf, readChartValues } from './chart-values.ts';

const values = `# Of the file.

image:
  # Where images are.
  # @schema {minLength: 1}
  prefix: example.org
  # When they are fetched.
  # @schema {enum: [Always, Never]}
  pullPolicy: Always
# How many.
replicas: 2
# Free.
# @schema {type: object}
resources:
  requests: { cpu: 1m }
nodes: []
`;

describe('readChartValues', () => {
  it('reads description, type and keywords of every value', () => {
    const leaves = leavesOf(readChartValues(values)).map(({ path, description, schema }) => ({
      path: path.join('.'),
      description,
      schema,
    }));
    expect(leaves).toEqual([
      { path: 'image.prefix', description: 'Where images are.', schema: { type: 'string', minLength: 1 } },
      {
        path: 'image.pullPolicy',
        description: 'When they are fetched.',
        schema: { type: 'string', enum: ['Always', 'Never'] },
      },
      { path: 'replicas', description: 'How many.', schema: { type: 'integer' } },
      { path: 'resources', description: 'Free.', schema: { type: 'object' } },
      { path: 'nodes', description: '', schema: { type: 'array' } },
    ]);
  });

  it('keeps the default of a map whole when its type is given', () => {
    const resources = readChartValues(values).find(({ path }) => path[0] === 'resources');
    expect(resources?.defaultValue).toEqual({ requests: { cpu: '1m' } });
  });

  it('throws when the file is no map', () => {
    expect(() => readChartValues('- a')).toThrow('values.yaml is not a map');
  });
});
