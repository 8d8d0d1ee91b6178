/** What a video holds of its session, once it is known which segments could be used (pure). */

import type { RecordingGap } from '@kubecast/media/recording-result';
import type { ListedSegment } from '@kubecast/media/session-rungs';
import type { MissingNumber, RecordingPlan, RecordingSummary } from './recording-plan.ts';

/**
 * Less time between two segments is no gap: a frame or two of a slow source, and what rounding leaves. An epoch that goes on with the
 * very next picture, as after a crash of the encoder, makes none.
 */
const leastGapMs = 100;

const endOf = ({ startUnixMs, durationMs }: ListedSegment): number => startUnixMs + durationMs;

/** A segment may begin before the former ends, where two pods overlapped: time is counted once. */
const gapsBetween = (segments: readonly ListedSegment[]): readonly RecordingGap[] => {
  const gaps: RecordingGap[] = [];
  let endMs = Number.POSITIVE_INFINITY;
  for (const segment of segments) {
    const lostMs = segment.startUnixMs - endMs;
    if (lostMs >= leastGapMs) gaps.push({ at: new Date(endMs).toISOString(), seconds: lostMs / 1000 });
    endMs = Math.max(endMs === Number.POSITIVE_INFINITY ? 0 : endMs, endOf(segment));
  }
  return gaps;
};

const inOrder = (a: MissingNumber, b: MissingNumber): number => a.epoch - b.epoch || a.sequence - b.sequence;

const nameOf = ({ epoch, sequence }: Pick<MissingNumber, 'epoch' | 'sequence'>): string => `${epoch}-${sequence}`;

/** `leftOut` are segments of the plan that turned out to be unusable; not all of them are. */
export const summarizeRecording = (plan: RecordingPlan, leftOut: readonly MissingNumber[]): RecordingSummary => {
  const unusable = new Set(leftOut.map(nameOf));
  const recorded = plan.segments.filter((segment) => !unusable.has(nameOf(segment)));
  const late = leftOut.map(({ epoch, sequence, why }) => ({ epoch, sequence, why }));
  return {
    startedMs: recorded.reduce((least, { startUnixMs }) => Math.min(least, startUnixMs), Number.POSITIVE_INFINITY),
    endedMs: recorded.reduce((most, segment) => Math.max(most, endOf(segment)), 0),
    segments: recorded.length,
    missing: [...plan.missing, ...late].toSorted(inOrder),
    gaps: gapsBetween(recorded),
  };
};
