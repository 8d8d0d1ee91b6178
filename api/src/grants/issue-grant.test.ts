import { parseGrantKeys, parseGrantQuery, parseGrantToken, verifyGrant } from '@kubecast/media/grant';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { issueGrant, signedPath } from './issue-grant.ts';

const keys = parseGrantKeys(`${'n'.repeat(32)}\n${'o'.repeat(32)}`);
const now = new Date('2026-11-22T12:00:00.900Z');
const after = (ms: number, from = now): Date => new Date(from.getTime() + ms);
const path = '/live-streams/live/main/';

const tokenHolds = (token: string, at: Date, of = path): boolean => {
  const grant = parseGrantToken(token);
  return grant !== undefined && verifyGrant(grant, { path: of, keys, now: at });
};

const urlHolds = (url: string, at: Date): boolean => {
  const [of = '', query = ''] = url.split('?');
  const grant = parseGrantQuery(new URLSearchParams(query));
  return grant !== undefined && verifyGrant(grant, { path: of, keys, now: at });
};

describe('issueGrant', () => {
  it('holds for its path until it expires', () => {
    const { token, expiresAt } = issueGrant(keys, path, now);
    expect(expiresAt).toEqual(new Date('2026-11-22T12:05:00Z'));
    expect(tokenHolds(token, now)).toBe(true);
    expect(tokenHolds(token, after(-1, expiresAt))).toBe(true);
    expect(tokenHolds(token, expiresAt)).toBe(false);
    expect(tokenHolds(token, now, '/live-streams/live/other/')).toBe(false);
  });

  it('is signed by the first key', () => {
    expect(issueGrant(keys, path, now).token).toMatch(new RegExp(`^${keys[0].id}\\.`));
  });
});

describe('signedPath', () => {
  const file = '/storage/vod-videos/a/thumbnail.jpg';

  it('holds for 150 to 300 s, whenever it was made', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2026-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (at) => {
        const url = signedPath(keys, file, at);
        expect(urlHolds(url, after(150_000 - 1, at))).toBe(true);
        expect(urlHolds(url, after(300_000, at))).toBe(false);
      }),
    );
  });

  it('is the same for 150 s', () => {
    const start = new Date('2026-11-22T12:00:00Z');
    expect(signedPath(keys, file, after(149_999, start))).toBe(signedPath(keys, file, start));
    expect(signedPath(keys, file, after(150_000, start))).not.toBe(signedPath(keys, file, start));
  });
});
