/**
 * Stores what was made, and last of all `recording.json`: what that names is there and was verified. Uploads that killed recorders
 * left are freed then; another recorder that is still at work loses its own, finds the same bytes in place, and goes on.
 */
import { join } from 'node:path';
import type { RecorderConfig } from '@kubecast/media/recorder-config';
import { recordingFiles, recordingPrefix } from '@kubecast/media/recording-keys';
import type { RecordingResult } from '@kubecast/media/recording-result';
import { retry } from '@kubecast/media/retry';
import { RecorderError } from '../recorder-error.ts';
import { buildResult, type RecordingFacts, type StoredSizes } from './build-result.ts';
import type { StoreAccess } from './former-result.ts';
import { patience, uploadFile } from './upload-file.ts';

export interface PublicationJob extends StoreAccess {
  readonly facts: Omit<RecordingFacts, 'sizes'>;
  /** Holds the pictures, by the names of `recordingFiles`. */
  readonly directory: string;
  readonly videoPath: string;
  /** After each part: how many bytes it had. */
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
  const sizeBytes = await uploadFile({ ...job, key, path, contentType: contentTypes[name] });
  await checkStored(job, key, sizeBytes);
  return sizeBytes;
};

const freeLeftParts = async (job: PublicationJob): Promise<void> => {
  const { uploads } = job.store;
  const free = async (): Promise<void> => {
    const left = await uploads.list(keyOf(job.facts.config, 'video'), job.signal);
    await Promise.all(left.map((upload) => uploads.abort(upload, job.signal)));
  };
  // The recording is complete; what is left is a matter of the bucket's own cleaning.
  await free().catch(job.onFault);
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
  await freeLeftParts(job);
  return result;
};
