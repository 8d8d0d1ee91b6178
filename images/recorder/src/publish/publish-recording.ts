/**
 * Stores what was made, and last of all `recording.json`: what that names is there and was verified. Uploads that killed recorders
 * left are freed by the operator then: nobody but it may list uploads. Another recorder that is still at work loses its own so,
 * finds the same bytes in place, and goes on.
 */
import { join } from 'node:path';
import type { RecorderConfig } from '@kubecast/media/recorder-config';
import { recordingFiles, recordingPrefix } from '@kubecast/media/recording-keys';
import type { RecordingResult } from '@kubecast/media/recording-result';
import { retry } from '@kubecast/media/retry';
import { patience, type StoreAccess } from '../patience.ts';
import { RecorderError } from '../recorder-error.ts';
import { buildResult, type RecordingFacts, type StoredSizes } from './build-result.ts';
import { uploadFile } from './upload-file.ts';

export interface PublicationJob extends StoreAccess {
  readonly facts: Omit<RecordingFacts, 'sizes'>;
  /** Holds the pictures, by the names of `recordingFiles`. */
  readonly directory: string;
  readonly videoPath: string;
  /** After each part of the video: how many bytes it had. */
  readonly onStored: (bytes: number) => void;
}

const contentTypes = {
  video: 'video/mp4',
  thumbnail: 'image/jpeg',
  storyboard: 'text/vtt',
  storyboardImage: 'image/jpeg',
} as const satisfies Record<keyof StoredSizes, string>;

const keyOf = (config: RecorderConfig, name: keyof typeof recordingFiles): string =>
  `${recordingPrefix(config)}${recordingFiles[name]}`;

const checkStored = async (job: PublicationJob, key: string, sizeBytes: number): Promise<void> => {
  const facts = await retry(() => job.store.head(key, job.signal), patience(job));
  if (facts?.size === sizeBytes) return;
  const found = facts ? `has ${facts.size} bytes instead of ${sizeBytes}` : 'is not there';
  throw new RecorderError('VerificationFailed', `Could not verify the upload: ${key} ${found}; retry the Recording`);
};

const store = async (job: PublicationJob, name: keyof StoredSizes): Promise<number> => {
  const path = name === 'video' ? job.videoPath : join(job.directory, recordingFiles[name]);
  const key = keyOf(job.facts.config, name);
  const onStored = name === 'video' ? job.onStored : () => undefined;
  const sizeBytes = await uploadFile({ ...job, onStored, key, path, contentType: contentTypes[name] });
  await checkStored(job, key, sizeBytes);
  return sizeBytes;
};

/** A result of something else must not stand while its objects are replaced. */
const withdrawResult = (job: PublicationJob): Promise<void> =>
  retry(() => job.store.delete(keyOf(job.facts.config, 'result'), job.signal), patience(job));

const putResult = (job: PublicationJob, result: RecordingResult): Promise<void> => {
  const body = `${JSON.stringify(result, null, 2)}\n`;
  const options = { contentType: 'application/json', signal: job.signal };
  return retry(() => job.store.put(keyOf(job.facts.config, 'result'), body, options), patience(job));
};

/**
 * Uploads and checks everything.
 *
 * @throws RecorderError (VerificationFailed) when an object is not stored whole, what `uploadFile` throws, or the signal's reason
 */
export const publishRecording = async (job: PublicationJob, hasFormerResult: boolean): Promise<RecordingResult> => {
  if (hasFormerResult) await withdrawResult(job);
  const sizes = {
    video: await store(job, 'video'),
    thumbnail: await store(job, 'thumbnail'),
    storyboardImage: await store(job, 'storyboardImage'),
    storyboard: await store(job, 'storyboard'),
  };
  const result = buildResult({ ...job.facts, sizes });
  await putResult(job, result);
  return result;
};
