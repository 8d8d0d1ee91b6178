import type { ListedSegment } from '@kubecast/media/session-rungs';
import { describe, expect, it } from 'vitest';
import { indexRoom } from './index-room.ts';
import { buildMovie, type MovieTrack } from './movie-boxes.ts';
import { TrackTable } from './track-table.ts';

const segmentsOf = (count: number, durationMs: number): readonly ListedSegment[] =>
  Array.from({ length: count }, (_, sequence) => ({
    epoch: 1,
    sequence,
    startUnixMs: sequence * durationMs,
    durationMs,
    key: String(sequence),
    sizeBytes: 1,
  }));

const planOf = (segments: readonly ListedSegment[]) => ({
  rendition: '1080p',
  segments,
  inits: new Map(),
  missing: [],
  sizeBytes: 1,
});

/** The most that a segment of 60 fps in parts of 200 ms adds: its pictures and sound in turn, and a duration of its own. */
const addSegment = (video: TrackTable, audio: TrackTable, durationMs: number): void => {
  for (let fragment = 0; fragment < Math.ceil(durationMs / 200); fragment += 1) {
    for (let picture = 0; picture < 12; picture += 1) video.add(100, 1500, fragment + picture === 0);
    video.addChunk(0, 12 - (fragment % 2));
    for (let frame = 0; frame < 9 + (fragment % 2); frame += 1) audio.add(100, 1024, false);
    audio.addChunk(0, 9 + (fragment % 2));
  }
  video.stretchLast(1);
};

const trackOf = (kind: MovieTrack['kind'], table: TrackTable): MovieTrack => ({
  kind,
  id: 1,
  timescale: 90_000,
  description: Buffer.alloc(300),
  width: 0,
  height: 0,
  table,
});

describe('indexRoom', () => {
  it.each([
    { count: 1, durationMs: 200 },
    { count: 1, durationMs: 6000 },
    { count: 300, durationMs: 1000 },
    { count: 300, durationMs: 2000 },
    { count: 100, durationMs: 6000 },
  ])('holds the index of $count segments of $durationMs ms at 60 fps', ({ count, durationMs }) => {
    const [video, audio] = [new TrackTable(), new TrackTable()];
    const segments = segmentsOf(count, durationMs);
    for (const _ of segments) addSegment(video, audio, durationMs);
    const index = buildMovie([trackOf('video', video), trackOf('audio', audio)], 0);
    expect(indexRoom(planOf(segments))).toBeGreaterThanOrEqual(index.length + 8);
  });

  it('wastes no more than a kilobyte a second', () => {
    expect(indexRoom(planOf(segmentsOf(43_200, 2000)))).toBeLessThan(86_400 * 1024);
  });
});
