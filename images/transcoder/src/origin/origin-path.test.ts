import { describe, expect, it } from 'vitest';
import { parseOriginPath } from './origin-path.ts';

const stream = { namespace: 'live', stream: 'demo' };
const session = '20260102-030405-abcd';
const segment = '000001-0000000007-1767322800000-02000.m4s';

describe('parseOriginPath', () => {
  it.each([
    ['master.m3u8', { kind: 'master' }],
    ['thumbnail.jpg', { kind: 'thumbnail' }],
    ['720p/playlist.m3u8', { kind: 'playlist', rendition: '720p' }],
    [`${session}/720p/${segment}`, { kind: 'file', file: { session, rendition: '720p', fileName: segment } }],
    [
      `${session}/720p60/000001-init.mp4`,
      { kind: 'file', file: { session, rendition: '720p60', fileName: '000001-init.mp4' } },
    ],
  ])('reads %s', (path, resource) => {
    expect(parseOriginPath(`/live-streams/live/demo/${path}`, stream)).toEqual(resource);
  });

  it.each([
    '/live-streams/live/other/master.m3u8',
    '/live-streams/live/demo/',
    '/live-streams/live/demo/state.json',
    '/live-streams/live/demo/../playlist.m3u8',
    `/live-streams/live/demo/${session}/../${segment}`,
    `/live-streams/live/demo/${session}/720p/..%2f${segment}`,
    `/live-streams/live/demo/../../720p/${segment}`,
    `/live-streams/live/demo/${session}/720p/a/${segment}`,
    '/master.m3u8',
  ])('knows nothing of %s', (path) => {
    expect(parseOriginPath(path, stream)).toBeUndefined();
  });
});
