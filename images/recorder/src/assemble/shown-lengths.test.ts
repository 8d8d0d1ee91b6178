import type { ListedSegment } from '@kubecast/media/session-rungs';
import { describe, expect, it } from 'vitest';
import { ShownLengths } from './shown-lengths.ts';

const segmentOf = (sequence: number): ListedSegment => ({
  epoch: 1,
  sequence,
  startUnixMs: sequence * 2000,
  durationMs: 2000,
  key: String(sequence),
  sizeBytes: 1,
});

/** What is lost of segments of 2 s that add `[formerSeconds, seconds]`. */
const lost = (shown: readonly (readonly [number, number])[]) => {
  const lengths = new ShownLengths();
  for (const [sequence, [formerSeconds, seconds]] of shown.entries())
    lengths.add(segmentOf(sequence), { formerSeconds, seconds });
  return lengths.finish().map(({ sequence, lostMs }) => [sequence, lostMs]);
};

describe('ShownLengths', () => {
  it.each([
    { what: 'nothing when all last as long as they should', shown: [[0, 2] as const, [0, 2] as const], found: [] },
    { what: 'what a segment lacks', shown: [[0, 1.4] as const, [0, 2] as const], found: [[0, 600]] },
    { what: 'what the last one lacks', shown: [[0, 2] as const, [0, 1.5] as const], found: [[1, 500]] },
    { what: 'nothing when its last picture fills the time', shown: [[0, 1.6] as const, [0.4, 2] as const], found: [] },
    { what: 'nothing when it is less than a gap', shown: [[0, 1.95] as const, [0, 1.901] as const], found: [] },
  ])('finds $what', ({ shown, found }) => {
    expect(lost(shown)).toEqual(found);
  });
});
