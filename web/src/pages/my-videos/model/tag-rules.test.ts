import { describe, expect, it } from 'vitest';
import { addTags, isSlug, toSlug } from './tag-rules.ts';

describe('isSlug', () => {
  it.each([
    ['test', true],
    ['board-games', true],
    ['4k', true],
    ['a'.repeat(40), true],
    ['a'.repeat(41), false],
    ['', false],
    ['-a', false],
    ['a--b', false],
    ['A', false],
    ['a b', false],
  ])('of %j is %s', (text, expected) => {
    expect(isSlug(text)).toBe(expected);
  });
});

describe('toSlug', () => {
  it.each([
    ['Board Games!', 'board-games'],
    ['  #Test  ', 'test'],
    ['Café', 'cafe'],
    ["don't", 'dont'],
    ['a -- b', 'a-b'],
    ['日本', ''],
  ])('of %j is %j', (text, expected) => {
    expect(toSlug(text)).toBe(expected);
  });
});

describe('addTags', () => {
  const full = Array.from({ length: 20 }, (_, place) => `t${place}`);
  it.each([
    [[], 'Test', ['test'], '', undefined],
    [[], 'a, b,, c ', ['a', 'b', 'c'], '', undefined],
    [['a'], 'A', ['a'], '', undefined],
    [['a'], '  ', ['a'], '', undefined],
    [[], 'a,日本,c', ['a'], '日本,c', 'A tag is made of letters a to z and digits'],
    [[], 'x'.repeat(41), [], 'x'.repeat(41), 'A tag has at most 40 characters'],
    [full, 'more', full, 'more', 'A video has at most 20 tags'],
    [full, 't3', full, '', undefined],
  ])('to %j of %j are %j', (tags, typed, ...[after, rest, error]) => {
    expect(addTags(tags, typed)).toEqual({ tags: after, rest, error });
  });
});
