import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ApiError } from '../problems/api-error.ts';
import { cursorId, cursorInstant, cutPage, keysetCursor } from './keyset-cursor.ts';

const key: [string, string] = ['2026-11-23 03:47:30.123456+00', '4be0643f-1d98-573b-97cd-ca98a65347dd'];
const cursors = keysetCursor('videos', z.tuple([cursorInstant, cursorId]));

const textOf = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('keysetCursor', () => {
  it('gives a key back as it was, in letters that an URL takes', () => {
    const cursor = cursors.encode(key);
    expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(cursors.parse(cursor)).toEqual(key);
  });

  it.each([
    ['nothing', ''],
    ['no base64', '%%%'],
    ['no JSON', Buffer.from('["videos"').toString('base64url')],
    ['another list', textOf(['streams', key])],
    ['a key that is too short', textOf(['videos', key.slice(0, 1)])],
    ['a key that is too long', textOf(['videos', [...key, 1]])],
    ['more than a key', textOf(['videos', key, 1])],
    ['other spaces', Buffer.from(`["videos", ${JSON.stringify(key)}]`).toString('base64url')],
    ['padding', `${cursors.encode(key)}=`],
    ['no uuid', textOf(['videos', [key[0], 'x']])],
    ['no time', textOf(['videos', ['yesterday', key[1]]])],
    ['a day that there is not', textOf(['videos', ['2026-02-31 00:00:00+00', key[1]]])],
    ['the year zero', textOf(['videos', ['0000-01-01 00:00:00+00', key[1]]])],
    ['a time zone that there is not', textOf(['videos', ['2026-01-01 00:00:00+16', key[1]]])],
    ['an hour that there is not', textOf(['videos', ['2026-01-01 24:00:00+00', key[1]]])],
  ])('refuses %s', (_name, cursor) => {
    expect(() => cursors.parse(cursor)).toThrow(expect.objectContaining({ code: 'CursorInvalid' }));
  });

  it('takes nothing but what it gave, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.json().map(textOf)), (cursor) => {
        try {
          return cursors.encode(cursors.parse(cursor)) === cursor;
        } catch (error) {
          return error instanceof ApiError;
        }
      }),
    );
  });

  it.each(['2026-11-23 03:47:30+00', '2024-02-29 23:59:59.1-08', '1999-12-31 00:00:00.000001+05:30'])(
    'takes the time %s',
    (instant) => {
      expect(cursors.parse(cursors.encode([instant, key[1]]))).toEqual([instant, key[1]]);
    },
  );
});

describe('cutPage', () => {
  const cursorOf = (row: number): string => `behind ${row}`;

  it.each([
    ['more rows than the page', [1, 2, 3], { items: [1, 2], nextCursor: 'behind 2' }],
    ['as many as the page', [1, 2], { items: [1, 2], nextCursor: null }],
    ['fewer', [1], { items: [1], nextCursor: null }],
    ['none', [], { items: [], nextCursor: null }],
  ])('says whether there is more when there are %s', (_name, rows, page) => {
    expect(cutPage(rows, 2, cursorOf)).toEqual(page);
  });
});
