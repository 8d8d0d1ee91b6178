import { type TSchema, Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { instant } from '../schemas/instant.ts';
import { nullable } from '../schemas/nullable.ts';
import { pageQuery } from '../schemas/page.ts';
import { text } from '../schemas/text.ts';
import { uuid } from '../schemas/uuid.ts';
import { createValidator } from './schema-validation.ts';

const id = '0190a3c1-1111-4222-8333-444455556666';

const table: readonly (readonly [
  what: string,
  schema: TSchema,
  taken: readonly unknown[],
  refused: readonly unknown[],
])[] = [
  [
    'text',
    text({ min: 1, max: 5 }),
    ['a', ' a', 'ab cd', 'é😀', '\u{1f600}'.repeat(5)],
    ['', ' ', '\u3000', 'abcdef', 'a\n', 'a\u0000', '\u007f', 'a\u0085', '\u001b[1m', 7, null],
  ],
  ['text that may be empty', text({ max: 3 }), ['', ' ', 'abc'], ['\n', 'abcd', '\u0000']],
  [
    'text of several lines',
    text({ min: 1, max: 9, isMultiline: true }),
    ['a\n\tb\r\n', '\na'],
    ['\n', 'a\u0000', '\u001b'],
  ],
  ['uuid', uuid(), [id, id.toUpperCase()], ['', `urn:uuid:${id}`, id.slice(1), `${id}\n`, `{${id}}`]],
  [
    'instant',
    instant(),
    [
      '2026-01-31T23:59:59Z',
      '2026-01-31t23:59:59.123+02:00',
      '1970-01-01T00:00:00Z',
      '2024-02-29T00:00:00Z',
      '2026-01-01T00:00:00-15:59',
      '9999-12-31T23:59:59.999999999Z',
    ],
    [
      '2026-02-31T00:00:00+25:00',
      '2026-13-01T00:00:00Z',
      '2026-02-29T00:00:00Z',
      '2026-04-31T00:00:00Z',
      '2026-01-01',
      '0000-01-01T00:00:00Z',
      '2026-01-01T23:59:60Z',
      '2026-01-01T00:00:00+16:00',
      '2026-01-01T00:00:00-23:59',
      '2026-01-01T00:00:00+05:60',
      '1970-01-01T00:00:00+00:01',
      '9999-12-31T23:59:59-00:01',
      'now',
    ],
  ],
  ['nullable', nullable(uuid()), [id, null], ['', undefined]],
  ['limit', pageQuery.limit, [1, 100], [0, 101, 1.5, '1', null]],
  ['cursor', Type.Object({ cursor: pageQuery.cursor }), [{}, { cursor: 'a-_9' }], [{ cursor: '' }, { cursor: 'a=' }]],
];

describe('createValidator', () => {
  it.each(table)('takes and refuses as %s', (_what, schema, taken, refused) => {
    const validate = createValidator(false).compile(schema);
    expect(taken.filter((value) => !validate(value))).toEqual([]);
    expect(refused.filter((value) => validate(value))).toEqual([]);
  });

  it('converts what comes as text, and only that', () => {
    const query = { limit: '7' };
    expect([createValidator(true).compile(Type.Object(pageQuery))(query), query]).toEqual([true, { limit: 7 }]);
    const body = { count: '7', isNew: 'true', extra: 1 };
    const schema = Type.Object({ count: Type.Integer(), isNew: Type.Boolean() }, { additionalProperties: false });
    expect(createValidator(false).compile(schema)(body)).toBe(false);
    expect(body).toEqual({ count: '7', isNew: 'true', extra: 1 });
  });
});
