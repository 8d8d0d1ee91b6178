/** Whether a segment's pictures are what its name promises, and can stand behind any others. Pure. */
import { BoxError } from '@kubecast/media/boxes';
import type { SegmentName } from '@kubecast/media/keys';
import type { MediaFragment, MediaRun } from './segment-media.ts';

/** What rounding, and an overlap of fragments that the packager evened out, add to a segment beside two pictures. */
const toleranceMs = 100;

const durationOf = ({ samples }: MediaRun): number => samples.reduce((sum, { duration }) => sum + duration, 0);

const millisecondsOf = (ticks: number, { timescale }: MediaRun): number => (ticks / timescale) * 1000;

/** From the first picture to the end of the last, by the times of fragments. */
const spanMs = (runs: readonly MediaRun[]): number => {
  const starts = runs.map((run) => millisecondsOf(run.decodeTime, run));
  const ends = runs.map((run) => millisecondsOf(run.decodeTime + durationOf(run), run));
  return Math.max(...ends) - Math.min(...starts);
};

/**
 * Throws `BoxError` for pictures that cannot be decoded from the first on, that take no time, or more time than the name says: a
 * damaged duration would move all that follows. Less time is a segment cut short between two fragments, and a gap
 * (`shown-lengths.ts`).
 */
export const checkSegment = (
  fragments: readonly MediaFragment[],
  { durationMs }: Pick<SegmentName, 'durationMs'>,
): void => {
  const runs = fragments.map(({ video }) => video).filter(({ samples }) => samples.length > 0);
  if (!runs[0]?.samples[0]?.sync) throw new BoxError('The segment does not begin with a keyframe');
  const pictures = runs.reduce((count, { samples }) => count + samples.length, 0);
  const shownMs = runs.reduce((sum, run) => sum + millisecondsOf(durationOf(run), run), 0);
  if (shownMs === 0) throw new BoxError('The segment’s pictures take no time');
  const longestMs = Math.max(shownMs, spanMs(runs));
  if (longestMs > durationMs + toleranceMs + (2 * durationMs) / pictures)
    throw new BoxError(`The segment’s pictures take ${Math.round(longestMs)} ms, its name says ${durationMs} ms`);
};
