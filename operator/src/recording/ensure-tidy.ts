import { recordingConditions } from '@kubecast/crds/conditions';
import { isConditionTrue, parseConditions } from '@kubecast/runtime/condition';
import { jobs, secrets } from '@kubecast/runtime/core-kinds';
import { deleteObject } from '@kubecast/runtime/delete-object';
import { isControlledBy } from '@kubecast/runtime/kubernetes-object';
import { isOfWholeSession, recordingNameOf } from './recording-child-metadata.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';
import { lookAgain, type RecordingScope } from './recording-scope.ts';

const tidyAgainMs = 30_000;

const isComplete = ({ recording, state }: RecordingScope): boolean =>
  state?.kind === 'complete' ||
  isConditionTrue(parseConditions(recording.status?.conditions), recordingConditions.complete);

/** The Secret goes last: an operator that starts anew sees by it that the rest is still to be done. */
const tidy = async (
  { client, bucket }: RecordingDependencies,
  scope: RecordingScope,
  signal: AbortSignal,
): Promise<void> => {
  const { recording, job, secret } = scope;
  const name = recordingNameOf(recording);
  if (job.state === 'lost' || job.state === 'active') await deleteObject(client, jobs, job.job, { signal });
  if (isComplete(scope) && isOfWholeSession(recording)) await bucket.removeTombstone(name, signal);
  await bucket.abortUploads(name, signal);
  if (secret && isControlledBy(secret, recording)) await deleteObject(client, secrets, secret, { signal });
};

/** Complete or failed now, or before and something of it is left. */
const isDue = ({ untidy }: RecordingDependencies, { recording, secret, state }: RecordingScope): boolean => {
  if (state?.kind !== 'settled') return state?.kind === 'complete' || state?.kind === 'failed';
  return untidy.has(recording.metadata.uid) || (secret !== undefined && isControlledBy(secret, recording));
};

/**
 * Ensures that no parts of videos and no credentials lie about when no recorder needs them any more: the Recording is complete,
 * or has failed; nor word that one was deleted when it is there again. The Job stays for an hour, with its pod's log, unless a lost node keeps it from ending: it would go on when
 * that comes back.
 *
 * A fault is not the Recording's: its state stands, and the rest is done later.
 */
export const ensureTidy = async (
  dependencies: RecordingDependencies,
  scope: RecordingScope,
  signal: AbortSignal,
): Promise<void> => {
  if (!isDue(dependencies, scope)) return;
  const { uid } = scope.recording.metadata;
  dependencies.progress.forget(uid);
  try {
    await tidy(dependencies, scope, signal);
    dependencies.untidy.delete(uid);
  } catch (err) {
    signal.throwIfAborted();
    scope.log.warn({ err }, 'Tidying up later');
    dependencies.untidy.add(uid);
    lookAgain(scope, tidyAgainMs);
  }
};
