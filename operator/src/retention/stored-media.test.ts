import type { ListedObject } from '@kubecast/media/object-store';
import type { RecordingResult } from '@kubecast/media/recording-result';
import { describe, expect, it } from 'vitest';
import { recordingFixture, resultFixture } from '../recording/testing/recording-fixture.ts';
import { lacksMedia, readStoredMedia } from './stored-media.ts';

const prefix = 'live/main/20260101-180500-a1b2/';

const read = (keys: readonly (readonly [key: string, size?: number])[]) => {
  async function* listed(): AsyncGenerator<ListedObject> {
    for (const [index, [key, size = 10]] of keys.entries()) yield { key: prefix + key, size, modifiedMs: index };
  }
  return readStoredMedia(listed(), prefix);
};

const segment = (epoch: number, sequence: number, durationMs = 2_000): string =>
  `720p/00000${epoch}-000000000${sequence}-1800000000000-0${durationMs}.m4s`;

describe('readStoredMedia', () => {
  it.each([
    ['each number once', [[segment(1, 1, 1_000)], [segment(1, 1)], [segment(1, 2)], ['720p/000001-init.mp4']], 2],
    ['the same number of two epochs', [[segment(1, 1)], ['720p/000001-init.mp4'], [segment(2, 1)]], 1],
    ['no empty segment', [[segment(1, 1), 0], ['720p/000001-init.mp4']], 0],
    ['nothing without an initialisation section', [[segment(1, 1)], ['720p/000001-init.mp4', 0]], 0],
  ] as const)('counts %s', async (_what, keys, expected) => {
    expect((await read(keys)).usable.get('720p')).toBe(expected);
  });

  it('takes recordings for no media', async () => {
    const media = await read([['main-20260101-180500-a1b2/video.mp4'], ['main-20260101-180500-a1b2/recording.json']]);
    expect(media).toEqual({ objects: 0, newestMs: 0, usable: new Map() });
  });
});

describe('lacksMedia', () => {
  const damaged = { sequence: 1, why: 'damaged' } as const;
  const absent = { sequence: 1, why: 'absent' } as const;
  const range = { from: '2026-01-01T18:05:00Z', to: '2026-01-01T18:06:00Z' };

  it.each<[string, Partial<RecordingResult>, boolean]>([
    ['has them all', { segments: 10 }, false],
    ['has more than are left', { segments: 11 }, false],
    ['has fewer', { segments: 9 }, true],
    ['lacks one that was damaged', { segments: 9, missingSegments: 1, missing: [damaged] }, false],
    ['lacks one that was absent', { segments: 9, missingSegments: 1, missing: [absent] }, true],
    ['lacks more than it tells one by one', { segments: 8, missingSegments: 2, missing: [absent] }, false],
    ['is a clip', { segments: 1, range }, false],
    ['is of another rendition', { segments: 1, rendition: '360p' }, false],
  ])('judges a video that %s', (_what, fields, expected) => {
    const media = { objects: 11, newestMs: 0, usable: new Map([['720p', 10]]) };
    expect(lacksMedia(resultFixture(recordingFixture(), fields), media)).toBe(expected);
  });
});
