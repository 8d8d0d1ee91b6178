import { describe, expect, it } from 'vitest';
import { searchHeading, searchWords } from './search-words.ts';

describe('searchWords', () => {
  it.each([
    [{}, ''],
    [{ owner: 'ada' }, ''],
    [{ q: 'bars' }, '“bars”'],
    [{ tag: 'test' }, '#test'],
    [{ category: 'science' }, 'science'],
    [{ q: 'bars', tag: 'test', category: 'science' }, '“bars” in #test, science'],
  ])('of %j is %s', (search, words) => {
    expect(searchWords(search)).toBe(words);
  });
});

describe('searchHeading', () => {
  it.each([
    [{ owner: 'ada' }, 'Ada Lovelace', 'Ada Lovelace'],
    [{ owner: 'ada', tag: 'test' }, 'Ada Lovelace', '#test by Ada Lovelace'],
    [{ q: 'bars' }, undefined, '“bars”'],
  ])('of %j by %s is %s', (search, owner, heading) => {
    expect(searchHeading(search, owner)).toBe(heading);
  });
});
