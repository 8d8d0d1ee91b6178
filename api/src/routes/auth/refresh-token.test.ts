import { describe, expect, it } from 'vitest';
import {
  formatRefreshToken,
  hashOfToken,
  judgeRefusedToken,
  newRefreshToken,
  parseRefreshToken,
} from './refresh-token.ts';

const familyId = '8a4e1bb6-7b0f-4c43-9c2b-3a6f3d1f0a11';
const now = new Date('2026-01-02T03:04:05Z');
const usedAgo = (seconds: number) => new Date(now.getTime() - seconds * 1000);

describe('newRefreshToken', () => {
  it('has 256 bits of its own, and is stored as 32 bytes', () => {
    const [one, other] = [newRefreshToken(familyId), newRefreshToken(familyId)];
    expect(Buffer.from(one.secret, 'base64url')).toHaveLength(32);
    expect(hashOfToken(one)).toHaveLength(32);
    expect(hashOfToken(one)).not.toEqual(hashOfToken(other));
  });

  it('is read back as it was written', () => {
    const token = newRefreshToken(familyId);
    expect(parseRefreshToken(formatRefreshToken(token))).toEqual(token);
  });
});

describe('parseRefreshToken', () => {
  const secret = 'A'.repeat(43);
  it.each([
    undefined,
    '',
    secret,
    `${familyId}.`,
    `${familyId}.${secret}A`,
    `${familyId.toUpperCase()}.${secret}`,
    `x.${secret}`,
  ])('knows that %j is none', (text) => {
    expect(parseRefreshToken(text)).toBeUndefined();
  });
});

describe('judgeRefusedToken', () => {
  it.each([
    ['no such family', undefined, 'ended'],
    ['the family is over', { isFamilyOver: true, isKnown: true, usedAt: usedAgo(3600) }, 'ended'],
    ['it has expired unused', { isFamilyOver: false, isKnown: true, usedAt: null }, 'ended'],
    ['it was used just now', { isFamilyOver: false, isKnown: true, usedAt: usedAgo(0) }, 'superseded'],
    ['another replica has a clock ahead', { isFamilyOver: false, isKnown: true, usedAt: usedAgo(-2) }, 'superseded'],
    ['it was used 9.9 s ago', { isFamilyOver: false, isKnown: true, usedAt: usedAgo(9.9) }, 'superseded'],
    ['it was used 10 s ago', { isFamilyOver: false, isKnown: true, usedAt: usedAgo(10) }, 'reused'],
    ['its row is gone', { isFamilyOver: false, isKnown: false, usedAt: null }, 'reused'],
  ] as const)('when %s', (_, state, verdict) => {
    expect(judgeRefusedToken(state, now)).toBe(verdict);
  });
});
