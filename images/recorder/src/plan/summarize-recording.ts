/** What a video holds of its session, once it is known which segments could be used (pure). */

import type { RecordingGap } from '@kubecast/media/recording-result';
import type { ListedSegment } from '@kubecast/media/session-rungs';
import { numberName } from './best-segments.ts';
import {
  type CutShort,
  leastGapMs,
  type MissingNumber,
  type RecordingPlan,
  type RecordingSummary,
} from './recording-plan.ts';

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

/** What came of a plan's segments; not all of them are unusable. */
export interface AssemblyOutcome {
  readonly leftOut: readonly MissingNumber[];
  readonly cutShort: readonly CutShort[];
}

/** The segments in the video, each as long as it is shown. */
const recordedOf = ({ segments }: RecordingPlan, { leftOut, cutShort }: AssemblyOutcome): readonly ListedSegment[] => {
  const unusable = new Set(leftOut.map(numberName));
  const lost = new Map(cutShort.map((segment) => [numberName(segment), segment.lostMs]));
  return segments
    .filter((segment) => !unusable.has(numberName(segment)))
    .map((segment) => ({ ...segment, durationMs: segment.durationMs - (lost.get(numberName(segment)) ?? 0) }));
};

export const summarizeRecording = (plan: RecordingPlan, outcome: AssemblyOutcome): RecordingSummary => {
  const recorded = recordedOf(plan, outcome);
  const late = outcome.leftOut.map(({ epoch, sequence, why }) => ({ epoch, sequence, why }));
  return {
    startedMs: recorded.reduce((least, { startUnixMs }) => Math.min(least, startUnixMs), Number.POSITIVE_INFINITY),
    endedMs: recorded.reduce((most, segment) => Math.max(most, endOf(segment)), 0),
    segments: recorded.length,
    missing: [...plan.missing, ...late].toSorted(inOrder),
    gaps: gapsBetween(recorded),
  };
};
