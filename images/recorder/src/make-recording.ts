/**
 * A recorder's work, in the order of `recorderPhases`: wait for the session's end, list, assemble, draw pictures, verify, upload. Each
 * phase throws what ends it. Done twice, or by two at once, it leaves the same objects.
 */
import type { Logger } from '@kubecast/media/logger';
import type { ObjectStore } from '@kubecast/media/object-store';
import type { RecorderConfig } from '@kubecast/media/recorder-config';
import type { RecordingResult } from '@kubecast/media/recording-result';
import { assembleVideo } from './assemble/assemble-video.ts';
import type { AssembledVideo } from './assemble/assembled-video.ts';
import { indexRoom } from './assemble/index-room.ts';
import { makePictures } from './pictures/make-pictures.ts';
import { planRecording } from './plan/plan-recording.ts';
import type { RecordingPlan } from './plan/recording-plan.ts';
import { summarizeRecording } from './plan/summarize-recording.ts';
import { waitForSession } from './plan/wait-for-session.ts';
import { judgeFormer, readFormerResult } from './publish/former-result.ts';
import { publishRecording } from './publish/publish-recording.ts';
import { RecorderError } from './recorder-error.ts';
import type { RecorderMetrics } from './recorder-metrics.ts';
import type { ProgressReport } from './recorder-progress.ts';
import type { DecoderComplaint } from './verify/decode-samples.ts';
import { expectedOf, verifyVideo } from './verify/verify-video.ts';
import { openVideo, type VideoFile } from './video-file/open-video.ts';
import type { Keyframe } from './video-file/sample-table.ts';

/** What the phases share. */
export interface RecordingScope {
  readonly config: RecorderConfig;
  /** The bucket of segments. */
  readonly segments: ObjectStore;
  /** The bucket of recordings. */
  readonly recordings: ObjectStore;
  /** Empty at the start. */
  readonly workDirectory: string;
  readonly progress: ProgressReport;
  readonly metrics: RecorderMetrics;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** How long a store may fail in a row; ten minutes when not given. */
  readonly patienceMs?: number;
}

/** Room for pictures, beside the media and the index. */
const pictureBytes = 16 * 1024 ** 2;

const keepingWithoutPictures = 'Keeping a video whose pictures are gone, for what is left of its segments gives less';

const mebibytes = (bytes: number): string => `${Math.ceil(bytes / 1024 ** 2)} MiB`;

const storeManners = ({ metrics, logger, signal, patienceMs }: RecordingScope) => ({
  onFault: (error: unknown): void => {
    metrics.countStoreFault();
    logger.warn({ err: error }, 'Trying a request to the object store again');
  },
  signal,
  ...(patienceMs !== undefined && { patienceMs }),
});

const waitAndPlan = async (scope: RecordingScope): Promise<RecordingPlan> => {
  const { config, segments, progress } = scope;
  progress.begin('waiting', 'Looking whether the session has ended');
  const onWait = (): void => progress.advance(0, 1, `Waiting for the end of the ${config.range ? 'clip' : 'session'}`);
  const snapshot = await waitForSession({ store: segments, config, onWait, ...storeManners(scope) });
  progress.begin('listing', 'Listing the session’s segments');
  return planRecording(snapshot, config);
};

const isNothingLeft = (error: unknown): boolean =>
  error instanceof RecorderError && (error.code === 'SessionNotFound' || error.code === 'NoMedia');

/** A finished recording outlives its segments: without any left there is no plan. */
const planOrNothing = async (scope: RecordingScope): Promise<RecordingPlan | RecorderError> => {
  try {
    return await waitAndPlan(scope);
  } catch (error) {
    if (error instanceof RecorderError && isNothingLeft(error)) return error;
    throw error;
  }
};

const checkRoom = ({ config }: RecordingScope, plan: RecordingPlan): void => {
  const needed = plan.sizeBytes + indexRoom(plan) + pictureBytes;
  if (needed <= config.workLimitBytes) return;
  throw new RecorderError(
    'NoSpace',
    `Could not begin: the segments need ${mebibytes(needed)} of the work directory, which has ${mebibytes(config.workLimitBytes)}; ` +
      'its size is computed anew at each try',
  );
};

const assemble = (scope: RecordingScope, plan: RecordingPlan): Promise<AssembledVideo> => {
  const { segments, workDirectory, progress, logger } = scope;
  progress.begin('assembling', `Assembling ${plan.segments.length} segments`);
  return assembleVideo({
    plan,
    store: segments,
    workDirectory,
    onProgress: ({ doneSegments, segments: all }) =>
      progress.advance(doneSegments, all, `Assembling ${doneSegments} of ${all} segments`),
    onLeftOut: ({ key, detail }) => logger.warn({ key, detail }, 'Leaving a segment out'),
    ...storeManners(scope),
  });
};

const draw = async (scope: RecordingScope, video: VideoFile, { durationSeconds }: AssembledVideo): Promise<void> => {
  const { workDirectory: directory, progress, logger, signal } = scope;
  progress.begin('picturing', 'Drawing thumbnail and storyboard');
  const onProgress = (done: number, all: number): void =>
    progress.advance(done, all, `Drawing picture ${done} of ${all}`);
  const onDamage = (keyframe: Keyframe): void =>
    logger.warn({ atSeconds: keyframe.timeSeconds }, 'Leaving a keyframe out of the pictures that came damaged');
  await makePictures({ video, durationSeconds, directory, onProgress, onDamage, signal });
};

const verify = async (scope: RecordingScope, video: VideoFile, assembled: AssembledVideo): Promise<void> => {
  const { progress, logger, signal } = scope;
  progress.begin('verifying', 'Verifying the video');
  const onProgress = (done: number, all: number): void =>
    progress.advance(done, all, `Verifying piece ${done} of ${all} of the video`);
  const onComplaint = (complaint: DecoderComplaint): void =>
    logger.warn({ ...complaint }, 'Keeping media that came damaged');
  const expected = expectedOf(assembled);
  await verifyVideo({ path: assembled.path, video, expected, onProgress, onComplaint, signal });
};

const publish = (
  scope: RecordingScope,
  plan: RecordingPlan,
  video: AssembledVideo,
  former: RecordingResult | undefined,
): Promise<RecordingResult> => {
  const { config, recordings, workDirectory, progress, metrics } = scope;
  progress.begin('uploading', `Uploading ${mebibytes(video.sizeBytes)}`);
  const onStored = (bytes: number, stored: number): void => {
    metrics.countUploadedBytes(bytes);
    progress.advance(stored, video.sizeBytes, `Uploading ${mebibytes(stored)} of ${mebibytes(video.sizeBytes)}`);
  };
  const facts = { config, plan, summary: summarizeRecording(plan, video), video };
  const job = { store: recordings, facts, directory: workDirectory, videoPath: video.path, onStored };
  return publishRecording({ ...job, ...storeManners(scope) }, former !== undefined);
};

const makeAnew = async (
  scope: RecordingScope,
  plan: RecordingPlan,
  former: RecordingResult | undefined,
): Promise<RecordingResult> => {
  checkRoom(scope, plan);
  const assembled = await assemble(scope, plan);
  const video = await openVideo(assembled.path);
  try {
    await draw(scope, video, assembled);
    await verify(scope, video, assembled);
  } finally {
    await video.close();
  }
  return publish(scope, plan, assembled, former);
};

/**
 * Makes the recording, or finds it made.
 *
 * @throws RecorderError, the errors of `object-store-error.ts`, errors of the disk, or the signal's reason
 */
export const makeRecording = async (scope: RecordingScope): Promise<RecordingResult> => {
  const { config, recordings, logger } = scope;
  const plan = await planOrNothing(scope);
  const access = { store: recordings, ...storeManners(scope) };
  const former = await readFormerResult(access, config);
  const known = plan instanceof RecorderError ? undefined : plan;
  const verdict = former && (await judgeFormer(access, former, config, known));
  if (former && verdict !== 'replace') {
    logger.info({ segments: former.segments }, 'Finding the recording made already');
    if (verdict === 'keepWithoutPictures')
      logger.warn({ segments: known?.segments.length ?? 0 }, keepingWithoutPictures);
    return former;
  }
  if (plan instanceof RecorderError) throw plan;
  return makeAnew(scope, plan, former);
};
