import { segmentName } from '@kubecast/media/keys';
import type { ListedObject } from '@kubecast/media/object-store';
import { describe, expect, it } from 'vitest';
import { readSessionMedia } from './session-media.ts';

const prefix = 'live/main/20261122-180500-a1b2/';
const startMs = Date.parse('2026-11-22T18:05:00Z');

const segment = (rendition: string, sequence: number, size: number): ListedObject => ({
  key: `${prefix}${rendition}/${segmentName({ epoch: 1, sequence, startUnixMs: startMs + sequence * 2000, durationMs: 2000 })}`,
  size,
  modifiedMs: 0,
});

const init = (rendition: string): ListedObject => ({
  key: `${prefix}${rendition}/000001-init.mp4`,
  size: 900,
  modifiedMs: 0,
});

const session = [
  ...['720p', '1080p', '1080p60', '2160p'].map((rendition) => init(rendition)),
  ...[0, 1, 2, 3].flatMap((sequence) => [
    segment('720p', sequence, 100),
    segment('1080p', sequence, 300),
    segment('1080p60', sequence, 500),
  ]),
];

const at = (seconds: number): string => new Date(startMs + seconds * 1000).toISOString();

describe('readSessionMedia', () => {
  it.each([
    ['the highest rendition when none is asked for', {}, { segments: 4, bytes: 2000 }],
    ['the one that is asked for', { rendition: '720p' }, { segments: 4, bytes: 400 }],
    [
      'the highest when the session lacks the one that is asked for',
      { rendition: '480p' },
      { segments: 4, bytes: 2000 },
    ],
    ['the segments that overlap a range', { range: { from: at(1), to: at(4) } }, { segments: 2, bytes: 1000 }],
    ['none of a range behind the session', { range: { from: at(8), to: at(9) } }, { segments: 0, bytes: 0 }],
  ])('counts %s', (_what, wanted, expected) => {
    expect(readSessionMedia(session, prefix, wanted)).toEqual({ ...expected, newestStartMs: startMs + 6000 });
  });

  it('takes the rendition that has media of the range', () => {
    const late = [init('2160p'), segment('2160p', 3, 900)];
    const wanted = { range: { from: at(0), to: at(2) } };
    expect(readSessionMedia([...session, ...late], prefix, wanted)).toMatchObject({ segments: 1, bytes: 500 });
  });

  it('knows nothing of a session without a segment', () => {
    expect(readSessionMedia([init('720p')], prefix, {})).toBeUndefined();
  });

  it('takes another rendition than one that no recorder could use', () => {
    const broken = [segment('2160p', 0, 0), segment('1440p', 0, 900)];
    expect(readSessionMedia([...session, ...broken], prefix, { rendition: '1440p' })).toMatchObject({ bytes: 2000 });
    expect(readSessionMedia(broken, prefix, {})).toMatchObject({ segments: 1, bytes: 0 });
  });
});
