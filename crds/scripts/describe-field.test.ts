import { describe, expect, it } from 'vitest';
import type { Field } from './custom-resource.ts';
import { describeDefault, describeType } from './describe-field.ts';

const field = (changes: Partial<Field>): Field => ({ required: [], 'x-kubernetes-validations': [], ...changes });

describe('describeType', () => {
  it.each<[string, Partial<Field>]>([
    ['integer, 20 to 8000', { type: 'integer', minimum: 20, maximum: 8000 }],
    ['integer, at least 0', { type: 'integer', minimum: 0 }],
    ['string, at most 200 characters', { type: 'string', maxLength: 200 }],
    ['string, 20 characters', { type: 'string', minLength: 20, maxLength: 20 }],
    ['`Public`, `Private`', { type: 'string', enum: ['Public', 'Private'] }],
    ['time', { type: 'string', format: 'date-time' }],
    ['list, 1 to 8 items', { type: 'array', minItems: 1, maxItems: 8 }],
    ['map, at most 32 entries', { type: 'object', maxProperties: 32, additionalProperties: field({ type: 'string' }) }],
    ['quantity', { 'x-kubernetes-int-or-string': true }],
    ['object', { type: 'object' }],
  ])('says %s', (words, changes) => {
    expect(describeType(field(changes))).toBe(words);
  });
});

describe('describeDefault', () => {
  it.each([
    ['', undefined],
    ['', {}],
    ['`2`', 2],
    ['`false`', false],
    ['`1080p`, `720p`', [{ name: '1080p' }, { name: '720p' }]],
  ])('says %s', (words, value) => {
    expect(describeDefault(field({ default: value }))).toBe(words);
  });
});
