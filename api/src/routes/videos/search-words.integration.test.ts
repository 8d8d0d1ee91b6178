import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useTestPostgres } from '../../testing/use-test-postgres.ts';
import { searchWords } from './search-words.ts';

const postgres = useTestPostgres();

const queriesOf = async (typed: readonly string[]): Promise<readonly string[]> => {
  const sql = `SELECT websearch_to_tsquery('simple', typed)::text AS query FROM unnest($1::text[]) AS typed`;
  const { rows } = await postgres.databases.vod.query<{ query: string }>(sql, [typed.map(searchWords)]);
  return rows.map(({ query }) => query);
};

describe('searchWords', () => {
  it.each([
    ['town hall -draft', "'town' & 'hall' & !'draft'"],
    ['-draft', "!'draft'"],
    ['-"first draft" or cut', "!( 'first' <-> 'draft' ) | 'cut'"],
    ['a - b -- c', "'a' & 'b' & 'c'"],
    ['---a', "!'a'"],
    ['town--hall', "'town' <-> 'hall'"],
    ['-'.repeat(200), ''],
    ['- '.repeat(100), ''],
    ['-"'.repeat(100), ''],
    ['-(-!-&-|'.repeat(25), ''],
  ])('leaves of %s what it means', async (typed, query) => {
    expect(await queriesOf([typed])).toEqual([query]);
  });

  it('leaves nothing that Postgres cannot read', async () => {
    const piece = fc.constantFrom(
      '-',
      '"',
      ' ',
      'a',
      'or ',
      '!',
      '(',
      ')',
      '|',
      '&',
      ':*',
      '<->',
      '\\',
      "'",
      'é',
      '—',
      '0.1',
      '/',
    );
    const typed = fc.array(piece, { minLength: 1, maxLength: 200 }).map((pieces) => pieces.join('').slice(0, 200));
    const hyphens = fc
      .array(fc.constantFrom('-', '-', '-', ' ', '"', 'a'), { maxLength: 200 })
      .map((all) => all.join(''));
    const many = fc.array(fc.oneof(typed, hyphens, fc.string({ maxLength: 200 })), { maxLength: 50, size: 'max' });
    await fc.assert(
      fc.asyncProperty(many, async (all) => {
        const storable = all.map((text) => text.replaceAll('\0', ''));
        expect(await queriesOf(storable)).toHaveLength(all.length);
      }),
    );
  });
});
