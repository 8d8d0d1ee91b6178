import { describe, expect, it } from 'vitest';
import { isEverything, parseSearch, searchAddress } from './search-address.ts';

describe('parseSearch', () => {
  it.each([
    ['', {}],
    ['q=', {}],
    ['q=%20bars%20', { q: 'bars' }],
    ['q=%22two+words%22+-not', { q: '"two words" -not' }],
    ['q=a%00b', { q: 'a b' }],
    [`q=${'x'.repeat(300)}`, { q: 'x'.repeat(200) }],
    ['tag=Board-Games', { tag: 'board-games' }],
    ['tag=no+tag', {}],
    ['tag=-a', {}],
    [`tag=${'a'.repeat(41)}`, {}],
    ['category=science', { category: 'science' }],
    ['owner=ada', { owner: 'ada' }],
    ['owner=-', { owner: '-' }],
    ['owner=me', {}],
    ['owner=%3Cscript%3E', {}],
    ['q=a&tag=b&owner=ada&page=3', { q: 'a', tag: 'b', owner: 'ada' }],
  ])('of %j is %j', (address, search) => {
    expect(parseSearch(new URLSearchParams(address))).toEqual(search);
  });
});

describe('searchAddress', () => {
  it.each([
    [{}, '/'],
    [{ q: '' }, '/'],
    [{ q: '"two words" & more' }, '/?q=%22two+words%22+%26+more'],
    [{ owner: 'ada', tag: 'test' }, '/?tag=test&owner=ada'],
  ])('of %j is %s', (search, address) => {
    expect(searchAddress(search)).toBe(address);
  });

  it('leads back to the same search', () => {
    const search = { q: 'ä "b c" -d', tag: 'e-f', category: 'g', owner: 'ada' };
    expect(parseSearch(new URL(searchAddress(search), 'http://site').searchParams)).toEqual(search);
  });
});

describe('isEverything', () => {
  it.each([
    [{}, true],
    [{ q: 'a' }, false],
    [{ owner: '-' }, false],
  ])('of %j is %s', (search, expected) => {
    expect(isEverything(search)).toBe(expected);
  });
});
