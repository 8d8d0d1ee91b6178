import { describe, expect, it } from 'vitest';
import { storableJson, storableText, storableTime, storableVersion } from './storable.ts';

describe('storableText', () => {
  it('leaves out what Postgres cannot hold', () => {
    expect(storableText('a\u0000b\u0000')).toBe('ab');
  });
});

describe('storableJson', () => {
  it('leaves it out of every text, however deep', () => {
    expect(storableJson([{ message: 'a\u0000b', seconds: 1 }])).toBe('[{"message":"ab","seconds":1}]');
  });
});

describe('storableTime', () => {
  it.each([
    ['2026-11-22T19:05:00.5+01:00', '2026-11-22T18:05:00.500Z'],
    ['yesterday', undefined],
    [undefined, undefined],
  ])('reads %s as %s', (text, time) => {
    expect(storableTime(text)?.toISOString()).toBe(time);
  });
});

describe('storableVersion', () => {
  it.each([
    ['702', '702'],
    ['9'.repeat(38), '9'.repeat(38)],
    ['etcd:702', '0'],
    ['', '0'],
  ])('stores %s as %s', (version, stored) => {
    expect(storableVersion(version)).toBe(stored);
  });
});
