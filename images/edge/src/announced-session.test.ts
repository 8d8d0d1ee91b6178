import { describe, expect, it } from 'vitest';
import { announcedSession } from './announced-session.ts';

const older = '20261122-115900-ab12';
const newer = '20261122-120000-cd34';
const segmentOf = (session: string): string => `#EXTINF:2.000,\n../${session}/720p/1-4.m4s\n`;

describe('announcedSession', () => {
  it.each([
    ['the session of its segments', `#EXTM3U\n${segmentOf(older)}`, older],
    ['the last of two', `#EXTM3U\n${segmentOf(older)}${segmentOf(newer)}`, newer],
    [
      'that of an open part',
      `${segmentOf(older)}#EXT-X-PART:DURATION=0.2,URI="../${newer}/720p/1-5-000.part.m4s"\n`,
      newer,
    ],
    ['none without media', '#EXTM3U\n#EXT-X-TARGETDURATION:2\n', undefined],
    ['none of a master playlist', '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n720p/playlist.m3u8\n', undefined],
    ['none of what is no session', '../elsewhere/720p/1-4.m4s', undefined],
  ])('reads %s', (_, playlist, session) => {
    expect(announcedSession(Buffer.from(playlist))).toBe(session);
  });
});
