/** Waits until a recording is complete, or gone, and writes down what there is of it. */
import { createHash } from 'node:crypto';
import type { Recording } from '@kubecast/crds/recording';
import { recordingFiles } from '@kubecast/media/recording-keys';
import { playableSegments } from '@kubecast/media/session-listing';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { mediaGaps } from '../../src/media-gaps.ts';
import type { TestRecordings } from '../../src/test-recordings.ts';
import type { FaultedRecording } from './fault.ts';
import { findLeftBehind } from './left-behind.ts';
import type { RecordingObservation } from './observation.ts';
import { type PictureSource, readPictures, readVideo } from './read-pictures.ts';
import type { RecordingStage } from './stage.ts';

/** What the operator clears away, it clears away in this time. */
const clearedWithinMs = 20_000;
const looks = { timeoutMs: clearedWithinMs, intervalMs: 500 } as const;

/** Those still there after that. */
const leftBehind = async (
  stage: RecordingStage,
  recordings: TestRecordings,
  recording: Recording,
  isDeleted: boolean,
) => {
  const remains = { recording: recording.metadata.name, prefix: recordings.prefixOf(recording), isDeleted };
  let found: readonly string[] = [];
  const isCleared = async (): Promise<boolean> => {
    found = await findLeftBehind(stage.theatre.cluster, recordings, remains);
    return found.length === 0;
  };
  await waitFor('all is cleared away', isCleared, looks).catch(() => undefined);
  return found;
};

const comparedFiles = ['video', 'thumbnail', 'storyboard', 'storyboardImage'] as const;

const hashOf = (body: Buffer): string => createHash('sha256').update(body).digest('hex');

/** Objects that are not those of the twin, byte by byte. */
const unlikeTwin = async (
  recordings: TestRecordings,
  recording: Recording,
  twin: string,
): Promise<readonly string[]> => {
  const other = await recordings.get(twin);
  const compared = await Promise.all(
    comparedFiles.map(async (file) => {
      const bodies = await Promise.all([recording, other].map((each) => recordings.file(each, file)));
      const isSame = new Set(bodies.map(hashOf)).size === 1;
      return isSame ? [] : [recordingFiles[file]];
    }),
  );
  return compared.flat();
};

/** Which pictures the bucket has of a recording, and where it has none. */
interface BucketQuestion {
  readonly rendition: string;
  readonly source: PictureSource;
  readonly unusable: ReadonlySet<number>;
}

const readBucket = async (recordings: TestRecordings, recording: Recording, question: BucketQuestion) => {
  const { rendition, source, unusable } = question;
  const { liveStream: stream, session } = recording.spec.source;
  const rung = { stream, session, rendition };
  const playable = playableSegments(await recordings.rung(rung));
  const segments = playable.filter(({ sequence }) => !unusable.has(sequence));
  const bucketPictures: (number | undefined)[] = [];
  for (const epoch of await recordings.mediaOf(rung, segments))
    bucketPictures.push(...(await readPictures(epoch, source)));
  return { bucketPictures, bucketGaps: mediaGaps(segments) };
};

interface Completed {
  readonly recording: Recording;
  readonly overMs: number;
}

const observeKept = async (
  stage: RecordingStage,
  recordings: TestRecordings,
  { recording, overMs }: Completed,
  { name, source, freeMs, missing = [], twin }: FaultedRecording,
): Promise<RecordingObservation> => {
  const result = await recordings.result(recording);
  const unusable = new Set(missing.map(({ sequence }) => sequence));
  return {
    ...{ freeMs, overMs, missing, listedMissing: result.missing, listedGaps: result.gaps },
    ...(await readBucket(recordings, recording, { rendition: result.rendition, source, unusable })),
    recorders: await stage.recorders.count(name),
    video: await readVideo(await recordings.file(recording, 'video'), source),
    unlikeTwin: twin === undefined ? undefined : await unlikeTwin(recordings, recording, twin),
    leftBehind: await leftBehind(stage, recordings, recording, false),
  };
};

const goneWithinMs = 120_000;

const observeGone = async (
  stage: RecordingStage,
  recordings: TestRecordings,
  { name, freeMs }: FaultedRecording,
): Promise<RecordingObservation> => {
  const recording = stage.applied(name);
  await recordings.waitForGone(name, goneWithinMs);
  return {
    ...{
      freeMs,
      overMs: Date.now(),
      missing: [],
      listedMissing: [],
      listedGaps: [],
      bucketPictures: [],
      bucketGaps: [],
    },
    ...{ video: undefined, unlikeTwin: undefined },
    recorders: await stage.recorders.count(name),
    leftBehind: await leftBehind(stage, recordings, recording, true),
  };
};

/** See the file header. Throws when it is neither in time. */
export const observeRecording = async (
  stage: RecordingStage,
  faulted: FaultedRecording,
): Promise<RecordingObservation> => {
  if (faulted.isDeleted) return stage.look((recordings) => observeGone(stage, recordings, faulted));
  const recording = await stage.waitForComplete(faulted.name);
  const completed = { recording, overMs: Date.now() };
  return stage.look((recordings) => observeKept(stage, recordings, completed, faulted));
};
