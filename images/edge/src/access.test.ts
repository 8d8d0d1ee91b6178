import { formatGrantToken, parseGrantKeys, signGrant } from '@kubecast/media/grant';
import { describe, expect, it } from 'vitest';
import { requireObjectAccess, requireStreamAccess } from './access.ts';
import type { LiveRoute, ObjectRoute } from './request-path.ts';

const keys = parseGrantKeys('k'.repeat(32));
const now = new Date('2026-11-22T12:00:00Z');
const expiresAt = new Date('2026-11-22T12:05:00Z');
const grantFor = (path: string) => signGrant(keys[0], { path, expiresAt });
const cookieFor = (path: string) => `kubecast_grant=${formatGrantToken(grantFor(path))}`;
const context = (cookieHeader?: string) => ({ keys, now, cookieHeader });

const live: LiveRoute = {
  kind: 'playlist',
  name: { namespace: 'live', stream: 'main' },
  key: 'live/main/master.m3u8',
  directives: '',
  grant: undefined,
};
const object: ObjectRoute = { kind: 'object', bucket: 'vod-videos', key: 'a/video.mp4', grant: undefined };

describe('requireStreamAccess', () => {
  it('lets anybody in when the stream is public', () => {
    expect(() => requireStreamAccess(live, 'Public', context())).not.toThrow();
  });

  it.each([
    ['no grant', live, undefined, false],
    ['a cookie for the stream', live, cookieFor('/live-streams/live/main/'), true],
    [
      'a cookie among others',
      live,
      `a=b; ${cookieFor('/live-streams/live/other/')}; ${cookieFor('/live-streams/live/main/')}`,
      true,
    ],
    ['a cookie for another stream', live, cookieFor('/live-streams/live/other/'), false],
    ['a cookie for all streams', live, cookieFor('/live-streams/'), false],
    ['a token for the stream', { ...live, grant: grantFor('/live-streams/live/main/') }, undefined, true],
    ['a token for another stream', { ...live, grant: grantFor('/live-streams/live/other/') }, undefined, false],
    ['rubbish', live, 'kubecast_grant=; kubecast_grant=%%%;;=', false],
  ])('decides on a private stream with %s', (_what, route, cookie, allowed) => {
    const check = () => requireStreamAccess(route, 'Private', context(cookie));
    if (allowed) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ code: 'GrantRequired', status: 403 }));
  });

  it('refuses an expired cookie', () => {
    const late = { ...context(cookieFor('/live-streams/live/main/')), now: expiresAt };
    expect(() => requireStreamAccess(live, 'Private', late)).toThrow(
      expect.objectContaining({ code: 'GrantRequired' }),
    );
  });
});

describe('requireObjectAccess', () => {
  it.each([
    ['nothing', object, undefined, false],
    ['its own signature', { ...object, grant: grantFor('/storage/vod-videos/a/video.mp4') }, undefined, true],
    ["a neighbour's signature", { ...object, grant: grantFor('/storage/vod-videos/a/other.mp4') }, undefined, false],
    ["its folder's cookie", object, cookieFor('/storage/vod-videos/a/'), true],
    ["the bucket's cookie", object, cookieFor('/storage/vod-videos/'), false],
    [
      "the bucket's cookie for a file at its top",
      { ...object, key: 'video.mp4' },
      cookieFor('/storage/vod-videos/'),
      false,
    ],
  ])('decides on an object with %s', (_what, route, cookie, allowed) => {
    const check = () => requireObjectAccess(route, context(cookie));
    if (allowed) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ code: 'GrantRequired' }));
  });
});
