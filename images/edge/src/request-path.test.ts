import { formatGrantToken, parseGrantKeys, signGrant } from '@kubecast/media/grant';
import { describe, expect, it } from 'vitest';
import { parseRequestPath } from './request-path.ts';

const session = '20261122-180000-ab12';
const init = '000001-init.mp4';
const segment = '000001-0000000007-1763834400000-02000.m4s';
const part = '000001-0000000007-003.part.m4s';
const [key] = parseGrantKeys('k'.repeat(32));
const grant = signGrant(key, { path: '/live-streams/live/main/', expiresAt: new Date('2026-11-22T18:00:00Z') });
const token = formatGrantToken(grant);
const name = { namespace: 'live', stream: 'main' };

describe('parseRequestPath', () => {
  it.each([
    ['master.m3u8', 'playlist'],
    ['720p/playlist.m3u8', 'playlist'],
    ['1080p60/playlist.m3u8', 'playlist'],
    ['thumbnail.jpg', 'thumbnail'],
    [`${session}/720p/${init}`, 'init'],
    [`${session}/720p/${segment}`, 'segment'],
    [`${session}/720p/${part}`, 'part'],
  ])('reads %s as %s', (path, kind) => {
    const expected = { kind, name, key: `live/main/${path}`, directives: '', grant: undefined };
    expect(parseRequestPath(`/live-streams/live/main/${path}?other=1`)).toEqual(expected);
  });

  it('takes the token out of the path', () => {
    const expected = { kind: 'playlist', name, key: 'live/main/master.m3u8', directives: '', grant };
    expect(parseRequestPath(`/live-streams/~${token}/live/main/master.m3u8`)).toEqual(expected);
  });

  it.each([
    ['?_HLS_msn=12&_HLS_part=3', '?_HLS_msn=12&_HLS_part=3'],
    ['?_HLS_part=3&a=b&_HLS_msn=12', '?_HLS_msn=12&_HLS_part=3'],
    ['?_HLS_skip=YES', '?_HLS_skip=YES'],
    ['?_HLS_msn=-1&_HLS_skip=no', ''],
    ['', ''],
  ])('keeps of %s what is a directive, in one order', (query, directives) => {
    expect(parseRequestPath(`/live-streams/live/main/720p/playlist.m3u8${query}`)).toMatchObject({ directives });
  });

  it.each([
    '/',
    '/live-streams/',
    '/live-streams/live/main',
    '/live-streams/live/main/',
    '/live-streams/live/main/other.m3u8',
    '/live-streams/live/main/epochs/000001.json',
    '/live-streams/live/main/../other/master.m3u8',
    '/live-streams/live/main/%2e%2e/master.m3u8',
    '/live-streams/live//main/master.m3u8',
    '/live-streams/Live/main/master.m3u8',
    '/live-streams/live/1main/master.m3u8',
    '/live-streams/live/-/master.m3u8',
    `/live-streams/live/${'m'.repeat(41)}/master.m3u8`,
    '/live-streams/live/main/720p/playlist.m3u8/',
    '/live-streams/live/main/720/playlist.m3u8',
    `/live-streams/live/main/${session}/720p/playlist.m3u8`,
    `/live-streams/live/main/${session}/720p/${segment}.bak`,
    `/live-streams/live/main/today/720p/${segment}`,
    `/live-streams/live/main/${session}/720p/${segment}\n`,
    '/live-streams/~forged/live/main/master.m3u8',
    `/live-streams/~${token}`,
    '/storage/',
    '/storage/vod-videos',
    '/storage/vod-videos/',
    '/storage/other/video.mp4',
    '/storage/vod-videos/../recordings/a.mp4',
    '/storage/vod-videos/a/../../b',
    '/storage/vod-videos/a//b',
    '/storage/vod-videos/a%2fb',
    '/storage/vod-videos/.hidden',
    'http://elsewhere/live-streams/live/main/master.m3u8',
  ])('knows nothing at %j', (target) => {
    expect(parseRequestPath(target)).toBeUndefined();
  });

  it('reads an object with its signature', () => {
    const query = `expires=${grant.expires}&signature=${grant.keyId}.${grant.signature}`;
    const expected = { kind: 'object', bucket: 'vod-videos', key: 'a/video.mp4' };
    expect(parseRequestPath(`/storage/vod-videos/a/video.mp4?${query}`)).toEqual({ ...expected, grant });
    expect(parseRequestPath('/storage/vod-videos/a/video.mp4')).toEqual({ ...expected, grant: undefined });
  });
});
