import { recordingKind } from '@kubecast/crds/recording';
import { deleteObject } from '@kubecast/runtime/delete-object';
import { recordingNameOf } from './recording-child-metadata.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';
import { expiryMs } from './recording-retention.ts';
import { lookAgain, type RecordingScope } from './recording-scope.ts';

type Needs = Pick<RecordingDependencies, 'client' | 'bucket' | 'now'>;

/**
 * How long it is kept yet, by the clock that says more: a node's clock alone, ahead by a year, would delete everything. The
 * object store is asked only where it makes a difference.
 */
const leftMs = async (
  { bucket, now }: Needs,
  { recording }: RecordingScope,
  expiry: number,
  signal: AbortSignal,
): Promise<number> => {
  const ownMs = expiry - now().getTime();
  if (ownMs > 0) return ownMs;
  return expiry - (await bucket.askNowMs(recordingNameOf(recording), signal));
};

/**
 * Ensures that a Recording goes which was kept for its days. True when it was told to. Sees to a look when they are over.
 *
 * @throws ApiError and the errors of the object store
 */
export const ensureExpired = async (
  dependencies: Needs,
  scope: RecordingScope,
  signal: AbortSignal,
): Promise<boolean> => {
  const { recording, log } = scope;
  const expiry = expiryMs(recording);
  if (expiry === undefined) return false;
  const waitMs = await leftMs(dependencies, scope, expiry, signal);
  if (waitMs > 0) {
    lookAgain(scope, waitMs);
    return false;
  }
  log.info({ retentionDays: recording.spec.retentionDays }, 'Deleting a Recording that was kept long enough');
  await deleteObject(dependencies.client, recordingKind, recording, { signal });
  return true;
};
