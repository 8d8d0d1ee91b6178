import { parseGrantKeys, parseGrantQuery, parseGrantToken, verifyGrant } from '@kubecast/media/grant';
import { describe, expect, it } from 'vitest';
import { streamThumbnailPath, videoFilePaths } from './media-paths.ts';

const keys = parseGrantKeys('k'.repeat(32));
const now = new Date('2026-11-22T12:00:00Z');
const signing = { keys, now };
const stream = { namespace: 'live', name: 'main', visibility: 'public' } as const;

describe('streamThumbnailPath', () => {
  it('needs no grant for a public stream', () => {
    expect(streamThumbnailPath(stream, signing)).toBe('/live-streams/live/main/thumbnail.jpg');
  });

  it('carries a token for a private stream', () => {
    const [, token = '', rest] =
      /^\/live-streams\/~([^/]+)(\/.*)$/.exec(streamThumbnailPath({ ...stream, visibility: 'private' }, signing)) ?? [];
    expect(rest).toBe('/live/main/thumbnail.jpg');
    const grant = parseGrantToken(token);
    expect(grant && verifyGrant(grant, { path: '/live-streams/live/main/', keys, now })).toBe(true);
  });
});

describe('videoFilePaths', () => {
  const video = { bucket: 'vod-videos', id: 'one', hasThumbnail: true, hasStoryboard: true };

  it('signs each file for itself', () => {
    const paths = videoFilePaths(video, signing);
    const files = { video: 'video.mp4', thumbnail: 'thumbnail.jpg', storyboard: 'storyboard.vtt' } as const;
    for (const [key, file] of Object.entries(files)) {
      const [path = '', query = ''] = (paths[key as keyof typeof files] ?? '').split('?');
      expect(path).toBe(`/storage/vod-videos/one/${file}`);
      const grant = parseGrantQuery(new URLSearchParams(query));
      expect(grant && verifyGrant(grant, { path, keys, now })).toBe(true);
    }
  });

  it('names no file that is not there', () => {
    const paths = videoFilePaths({ ...video, hasThumbnail: false, hasStoryboard: false }, signing);
    expect(paths).toEqual({ video: expect.any(String), thumbnail: null, storyboard: null, storyboardImage: null });
  });
});
