/** Figures of what became of a recording. Pure. Seconds throughout. */
import type { MissingSegment, RecordingGap } from '@kubecast/media/recording-result';
import type { MediaGap } from '../../src/media-gaps.ts';
import type { Pictures, RecordingObservation, VideoFile } from './observation.ts';

export interface RecordingMeasures {
  readonly isKept: boolean;
  /** Until it was complete, or gone. */
  readonly overAfterSeconds: number;
  readonly recorders: number;
  readonly bucketFrames: number;
  readonly videoFrames: number;
  /** The first place where the two do not have the same picture; undefined when they are equal throughout. */
  readonly firstUnlikeFrame: number | undefined;
  readonly gaps: number;
  /** Gaps of the media that are not listed, and listed ones that the media does not have. */
  readonly gapsUnlike: number;
  readonly missing: number;
  /** Missing segments that are not listed, and listed ones that are not missing. */
  readonly missingUnlike: readonly string[];
  readonly unlikeTwin: readonly string[] | undefined;
  readonly leftBehind: readonly string[];
  /** What a player would stumble over. */
  readonly videoFaults: readonly string[];
}

/** Where two lists first differ; undefined when they do not. */
export const firstDifference = <T>(one: readonly T[], other: readonly T[]): number | undefined => {
  const length = Math.max(one.length, other.length);
  for (let index = 0; index < length; index += 1) if (one[index] !== other[index]) return index;
  return undefined;
};

/** A name of a segment and a list of gaps are not more exact than this together. */
const gapToleranceSeconds = 0.5;

const isSameGap = (gap: MediaGap, { at, seconds }: RecordingGap): boolean =>
  Math.abs(Date.parse(at) - gap.atMs) < gapToleranceSeconds * 1_000 &&
  Math.abs(seconds - gap.seconds) < gapToleranceSeconds;

/** Of both lists, those that the other has not. Listed gaps that are too short to be told apart do not count. */
export const countUnlikeGaps = (media: readonly MediaGap[], listed: readonly RecordingGap[]): number => {
  const unlisted = media.filter((gap) => !listed.some((each) => isSameGap(gap, each)));
  const invented = listed.filter((each) => !media.some((gap) => isSameGap(gap, each)));
  return unlisted.length + invented.filter(({ seconds }) => seconds > gapToleranceSeconds).length;
};

const wordsOf = ({ sequence, why }: MissingSegment): string => `${sequence} (${why})`;

const unlikeMissing = (expected: readonly MissingSegment[], listed: readonly MissingSegment[]): readonly string[] => {
  const [own, other] = [expected.map(wordsOf), listed.map(wordsOf)];
  return [...own.filter((each) => !other.includes(each)), ...other.filter((each) => !own.includes(each))].toSorted();
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** A step of the clock that is so many frames long is a jump: pictures and sound of an epoch need not end together. */
const jumpFrames = 8;

const clockFaults = (ticks: readonly number[]): readonly string[] => {
  const steps = ticks.slice(1).map((tick, index) => tick - (ticks[index] ?? 0));
  const frame = median(steps);
  return steps.flatMap((step, index) => {
    if (step <= 0) return [`the clock goes back at frame ${index + 1}`];
    return step > jumpFrames * frame
      ? [`the clock jumps ${Math.round(step / frame)} frames at frame ${index + 1}`]
      : [];
  });
};

const faultsOf = (video: VideoFile | undefined): readonly string[] => {
  if (!video) return [];
  const { complaints, ticks, pictures } = video;
  const uncounted = ticks.length === pictures.length ? [] : [`${ticks.length} frames, ${pictures.length} decoded`];
  return [...(complaints === '' ? [] : [complaints]), ...uncounted, ...clockFaults(ticks)];
};

const framesIn = (pictures: Pictures | undefined): number => pictures?.length ?? 0;

export const measureRecording = (observation: RecordingObservation): RecordingMeasures => {
  const { bucketPictures, video, listedGaps, listedMissing } = observation;
  return {
    isKept: video !== undefined,
    overAfterSeconds: (observation.overMs - observation.freeMs) / 1_000,
    recorders: observation.recorders,
    bucketFrames: framesIn(bucketPictures),
    videoFrames: framesIn(video?.pictures),
    firstUnlikeFrame: firstDifference(bucketPictures, video?.pictures ?? []),
    gaps: listedGaps.length,
    gapsUnlike: countUnlikeGaps(observation.bucketGaps, listedGaps),
    missing: listedMissing.length,
    missingUnlike: unlikeMissing(observation.missing, listedMissing),
    unlikeTwin: observation.unlikeTwin,
    leftBehind: observation.leftBehind,
    videoFaults: faultsOf(video),
  };
};
