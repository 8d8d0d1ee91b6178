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
  /** After each part of the video: how many bytes it had, and how many are stored with it. */
  readonly onStored: (bytes: number, storedBytes: number) => void;
}

const contentTypes = {
  video: 'video/mp4',
  thumbnail: 'image/jpeg',
  storyboard: 'text/vtt',
  storyboardImage: 'image/jpeg',
} as const satisfies Record<keyof StoredSizes, string>;

const keyOf = (config: RecorderConfig, name: keyof typeof recordingFiles): string =>
  `${recordingPrefix(config)}${recordingFiles[name]}`;

interface Stored {
  readonly key: string;
  readonly sizeBytes: number;
  /** Undefined before it was looked at. */
  readonly etag?: string | undefined;
}

/** What is stored otherwise than sent may be another recorder's at this moment: one of the two comes last. */
const changed = (key: string, found: string): RecorderError =>
  new RecorderError('RecorderFault', `Could not verify the upload: ${key} ${found}; it is tried again`);

/** Each request was signed with the SHA-256 of what it carried: what the store took is what was sent. */
const checkStored = async (job: PublicationJob, { key, sizeBytes, etag }: Stored): Promise<Stored> => {
  const facts = await retry(() => job.store.head(key, job.signal), patience(job));
  if (!facts) throw changed(key, 'is not there');
  if (facts.size !== sizeBytes) throw changed(key, `has ${facts.size} bytes instead of ${sizeBytes}`);
  if (etag !== undefined && facts.etag !== etag) throw changed(key, 'was replaced meanwhile');
  return { key, sizeBytes, etag: facts.etag };
};

const store = async (job: PublicationJob, name: keyof StoredSizes): Promise<Stored> => {
  const path = name === 'video' ? job.videoPath : join(job.directory, recordingFiles[name]);
  const key = keyOf(job.facts.config, name);
  const onStored = name === 'video' ? job.onStored : () => undefined;
  const sizeBytes = await uploadFile({ ...job, onStored, key, path, contentType: contentTypes[name] });
  return checkStored(job, { key, sizeBytes });
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
 * Uploads and checks everything: each object when it is stored, and all of them again right before the result.
 *
 * @throws RecorderError (RecorderFault) when an object is not stored as it was sent, what `uploadFile` throws, or the signal's reason
 */
export const publishRecording = async (job: PublicationJob, hasFormerResult: boolean): Promise<RecordingResult> => {
  if (hasFormerResult) await withdrawResult(job);
  const stored = {
    video: await store(job, 'video'),
    thumbnail: await store(job, 'thumbnail'),
    storyboardImage: await store(job, 'storyboardImage'),
    storyboard: await store(job, 'storyboard'),
  };
  for (const object of Object.values(stored)) await checkStored(job, object);
  const sizes = {
    video: stored.video.sizeBytes,
    thumbnail: stored.thumbnail.sizeBytes,
    storyboardImage: stored.storyboardImage.sizeBytes,
    storyboard: stored.storyboard.sizeBytes,
  };
  const result = buildResult({ ...job.facts, sizes });
  await putResult(job, result);
  return result;
};
