import { describe, expect, it } from 'vitest';
import { objectPath, streamGrantPath, tokenPath } from './grant-paths.ts';

describe('streamGrantPath', () => {
  it('covers everything below the stream', () => {
    expect(streamGrantPath({ namespace: 'live', stream: 'main' })).toBe('/live-streams/live/main/');
  });
});

describe('objectPath', () => {
  it('names one object, or a folder when the key ends with a slash', () => {
    expect(objectPath('vod-videos', 'id/video.mp4')).toBe('/storage/vod-videos/id/video.mp4');
    expect(objectPath('vod-videos', 'id/')).toBe('/storage/vod-videos/id/');
  });
});

describe('tokenPath', () => {
  it('puts the token before the name', () => {
    expect(tokenPath('t', '/live-streams/live/main/master.m3u8')).toBe('/live-streams/~t/live/main/master.m3u8');
  });
});
