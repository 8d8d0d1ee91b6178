/** Figures of one cut of the node's power. Pure. Seconds throughout. */
import { measureRecording, type RecordingMeasures } from '../recordings/measure.ts';
import type { Pictures } from '../recordings/observation.ts';
import type { KillObservation } from './kill-observation.ts';

export interface KillMeasures {
  /** From the session's first picture to the cut. */
  readonly momentSeconds: number;
  /** From the cut to the Kubernetes API's answer. */
  readonly downSeconds: number;
  /** Pictures that the encoder had drawn before the cut, by its rate, and those of them that each place has. */
  readonly before: { readonly drawn: number; readonly bucket: number; readonly video: number };
  /** From the video's last picture before the cut to the cut: the segment in the making. */
  readonly lostSeconds: number;
  /** Segments that were listed before the cut and are not in the bucket: so long before it, each. */
  readonly unstoredListed: readonly number[];
  /** One for each session. */
  readonly live: readonly RecordingMeasures[];
  readonly recorder: { readonly measures: RecordingMeasures; readonly phase: string | undefined } | undefined;
}

const before = (pictures: Pictures, momentMs: number): readonly number[] =>
  pictures.flatMap((moment) => (moment !== undefined && moment <= momentMs ? [moment] : []));

/** `framesPerSecond` is the source's. */
export const measureKill = ({ cut, live, recorder }: KillObservation, framesPerSecond: number): KillMeasures => {
  const { recordings, listed, storedSequences } = live;
  const bucket = recordings.flatMap(({ bucketPictures }) => before(bucketPictures, cut.goneMs));
  const video = recordings.flatMap((recording) => before(recording.video?.pictures ?? [], cut.goneMs));
  const [firstMs = cut.ranMs] = bucket;
  const momentSeconds = (cut.ranMs - firstMs) / 1_000;
  const unstored = listed.filter(
    ({ sequence, listedMs }) => listedMs <= cut.ranMs && !storedSequences.includes(sequence),
  );
  return {
    momentSeconds,
    downSeconds: (cut.backMs - cut.goneMs) / 1_000,
    before: { drawn: Math.round(momentSeconds * framesPerSecond), bucket: bucket.length, video: video.length },
    lostSeconds: (cut.ranMs - (video.at(-1) ?? firstMs)) / 1_000,
    unstoredListed: unstored.map(({ listedMs }) => (cut.ranMs - listedMs) / 1_000),
    live: recordings.map(measureRecording),
    recorder: recorder && { measures: measureRecording(recorder.recording), phase: recorder.phase },
  };
};
