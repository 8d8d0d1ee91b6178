import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatGrantQuery,
  formatGrantToken,
  parseGrantKeys,
  parseGrantQuery,
  parseGrantToken,
  signGrant,
  verifyGrant,
} from './grant.ts';

const newKey = 'n'.repeat(32);
const oldKey = 'o'.repeat(32);
const keys = parseGrantKeys(`${newKey}\n${oldKey}\n`);
const path = '/live-streams/live/main/';
const expiresAt = new Date('2026-11-22T12:05:00Z');
const before = new Date('2026-11-22T12:04:59.999Z');
const grant = signGrant(keys[0], { path, expiresAt });

describe('parseGrantKeys', () => {
  it('gives each key an id of its own', () => {
    expect(keys.map(({ secret }) => secret)).toEqual([newKey, oldKey]);
    expect(new Set(keys.map(({ id }) => id)).size).toBe(2);
  });

  it.each([
    ['nothing', ' \n', /is empty/],
    ['a short key', 'short', /shorter than 32/],
  ])('refuses %s', (_what, text, message) => {
    expect(() => parseGrantKeys(text)).toThrow(message);
  });
});

describe('verifyGrant', () => {
  it.each([
    { name: 'the same path before expiry', check: { path, keys, now: before }, holds: true },
    { name: 'the second of expiry', check: { path, keys, now: expiresAt }, holds: false },
    { name: 'another stream', check: { path: '/live-streams/live/other/', keys, now: before }, holds: false },
    { name: 'the path as a file', check: { path: path.slice(0, -1), keys, now: before }, holds: false },
    { name: 'a file below', check: { path: `${path}master.m3u8`, keys, now: before }, holds: false },
    { name: 'no key', check: { path, keys: [], now: before }, holds: false },
    { name: 'other keys', check: { path, keys: keys.slice(1), now: before }, holds: false },
  ])('is $holds for $name', ({ check, holds }) => {
    expect(verifyGrant(grant, check)).toBe(holds);
  });

  it('accepts a grant of an older key while the key is kept', () => {
    const older = signGrant(parseGrantKeys(oldKey)[0], { path, expiresAt });
    expect(verifyGrant(older, { path, keys, now: before })).toBe(true);
  });

  it('accepts whatever was signed, through token and query', () => {
    const file = fc.stringMatching(/^\/[a-z0-9./-]{1,60}$/);
    fc.assert(
      fc.property(file, fc.integer({ min: 1_700_000_000, max: 4_000_000_000 }), (anyPath, expires) => {
        const signed = signGrant(keys[0], { path: anyPath, expiresAt: new Date(expires * 1000) });
        const check = { path: anyPath, keys, now: new Date((expires - 1) * 1000) };
        const token = parseGrantToken(formatGrantToken(signed));
        const query = parseGrantQuery(new URLSearchParams(formatGrantQuery(signed)));
        expect(token && verifyGrant(token, check)).toBe(true);
        expect(query && verifyGrant(query, check)).toBe(true);
      }),
    );
  });

  it('refuses a token with any one character changed', () => {
    const token = formatGrantToken(grant);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ';
    const letter = fc.constantFrom(...alphabet);
    fc.assert(
      fc.property(fc.nat({ max: token.length - 1 }), letter, (at, replacement) => {
        fc.pre(token[at] !== replacement);
        const altered = parseGrantToken(token.slice(0, at) + replacement + token.slice(at + 1));
        expect(altered ? verifyGrant(altered, { path, keys, now: before }) : false).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses a token that is cut, longer or doubled', () => {
    const token = formatGrantToken(grant);
    for (let length = 0; length < token.length; length += 1) {
      expect(parseGrantToken(token.slice(0, length))).toBeUndefined();
    }
    expect(parseGrantToken(`${token}A`)).toBeUndefined();
    expect(parseGrantToken(`${token}\n`)).toBeUndefined();
    expect(parseGrantToken(token + token)).toBeUndefined();
  });
});

describe('parseGrantQuery', () => {
  it.each([
    ['nothing', ''],
    ['a signature alone', `signature=${grant.keyId}.${grant.signature}`],
    ['an expiry alone', `expires=${grant.expires}`],
    ['an expiry with a leading zero', `expires=0${grant.expires}&signature=${grant.keyId}.${grant.signature}`],
    ['a signature without its key id', `expires=${grant.expires}&signature=${grant.signature}`],
  ])('reads none from %s', (_what, query) => {
    expect(parseGrantQuery(new URLSearchParams(query))).toBeUndefined();
  });
});
