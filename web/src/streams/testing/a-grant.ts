import type { StreamGrant } from '../../api/generated/schemas.ts';

/** Leave to play the stream `bars`. */
export const aGrant: StreamGrant = {
  path: '/live-streams/streams/bars/',
  expiresAt: '2026-01-01T12:05:00.000Z',
  renewAfterSeconds: 150,
  playbackPath: '/live-streams/streams/bars/master.m3u8',
  nativePlaybackPath: '/live-streams/~token/streams/bars/master.m3u8',
};
