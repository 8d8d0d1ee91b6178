import { describe, expect, it } from 'vitest';
import type { CustomResource, Field } from './custom-resource.ts';
import { renderTypes } from './render-types.ts';

const field = (changes: Partial<Field>): Field => ({ required: [], 'x-kubernetes-validations': [], ...changes });

const kind = (spec: Readonly<Record<string, Field>>, required: string[] = []): CustomResource => ({
  names: { kind: 'Sample', plural: 'samples', singular: 'sample', shortNames: [] },
  apiVersion: 'example.com/v1',
  columns: [],
  schema: field({
    type: 'object',
    properties: {
      spec: field({ type: 'object', properties: { ...spec }, required }),
      status: field({ type: 'object', properties: {} }),
    },
  }),
});

/** One interface of the generated file, in one line. */
const interfaceOf = (name: string, resource: CustomResource): string =>
  new RegExp(`export interface ${name} (\\{.*?\\n\\})`, 's').exec(renderTypes(resource))?.[1]?.replace(/\s+/g, ' ') ??
  '';

describe('renderTypes', () => {
  it.each<[string, Field, string]>([
    ['a number', field({ type: 'integer' }), 'number'],
    ['an enumeration', field({ type: 'string', enum: ['a', 'b'] }), "'a' | 'b'"],
    ['a quantity', field({ 'x-kubernetes-int-or-string': true }), 'number | string'],
    ['a list', field({ type: 'array', items: field({ type: 'string' }) }), 'readonly string[]'],
    ['a list of choices', field({ type: 'array', items: field({ enum: ['a', 'b'] }) }), "readonly ('a' | 'b')[]"],
    [
      'a map',
      field({ type: 'object', additionalProperties: field({ type: 'string' }) }),
      'Readonly<Record<string, string>>',
    ],
    [
      'an object',
      field({ type: 'object', properties: { x: field({ type: 'boolean' }) } }),
      '{ readonly x?: boolean; }',
    ],
  ])('writes %s', (_, value, type) => {
    expect(interfaceOf('SampleSpec', kind({ value }))).toBe(`{ readonly value?: ${type}; }`);
  });

  it('requires a field with a default only of what was stored', () => {
    const resource = kind({ value: field({ type: 'integer', default: 2 }) });
    expect(interfaceOf('SampleSpec', resource)).toBe('{ readonly value: number; }');
    expect(interfaceOf('SampleSpecInput', resource)).toBe('{ readonly value?: number; }');
  });

  it('requires a required field of both', () => {
    const resource = kind({ value: field({ type: 'integer' }) }, ['value']);
    expect(interfaceOf('SampleSpec', resource)).toBe('{ readonly value: number; }');
    expect(interfaceOf('SampleSpecInput', resource)).toBe('{ readonly value: number; }');
  });

  it('borrows the type of what the schema leaves open', () => {
    const open = field({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true });
    const text = renderTypes(kind({ nodeAffinity: open }));
    expect(text).toContain("import type { NodeAffinity } from 'kubernetes-types/core/v1.js';");
    expect(text).toContain('readonly nodeAffinity?: NodeAffinity;');
  });

  it.each<[string, Record<string, Field>, string]>([
    [
      'an open field without a type to borrow',
      { other: field({ 'x-kubernetes-preserve-unknown-fields': true }) },
      'other',
    ],
    ['a list without items', { list: field({ type: 'array' }) }, 'no items'],
    ['a field without a type', { value: field({}) }, 'no type'],
  ])('throws at %s', (_, spec, fragment) => {
    expect(() => renderTypes(kind(spec))).toThrow(fragment);
  });
});
