import { describe, expect, it } from 'vitest';
import { ownedBy, ownerIn } from './owner-of-lists.ts';

const ada = { id: '1', username: 'ada', displayName: 'Ada' };
const items = [{ owner: null }, { owner: { ...ada, id: '2', username: 'bob' } }, { owner: ada }];

describe('ownedBy', () => {
  it.each([
    ['ada', [{ owner: ada }]],
    ['ADA', [{ owner: ada }]],
    ['-', [{ owner: null }]],
    ['eve', []],
  ])('finds what %s has', (username, expected) => {
    expect(ownedBy(items, username)).toEqual(expected);
  });
});

describe('ownerIn', () => {
  it('is the owner, nobody, or unknown', () => {
    expect([ownerIn(items, 'ada'), ownerIn(items, '-'), ownerIn(items, 'eve')]).toEqual([ada, null, undefined]);
  });
});
