/**
 * The Recording controller: a session, or a range of it, becomes one video with its pictures, and the status tells of it.
 *
 * ```
 *   Recording ──► Waiting ──► Pending ──► Assembling ──► Complete
 *  (it runs)                    ▲             │
 *                               └─ Retrying ◄─┴──► Failed (a person acts)
 * ```
 * Children, controlled by the Recording: the Job `<name>`, made when the session's media is complete, and the Secret
 * `<name>-recorder`, there while a Job works. Its objects in the object store are taken care of by a finalizer.
 *
 * The result is what `recording.json` says, never what a Job says: a Recording whose objects are there completes without one.
 * Complete and failed are for good. Conditions: `crds/src/conditions.ts` names them, `state-conditions.ts` derives them.
 */
import { fieldManager, recordingFinalizer } from '@kubecast/crds/names';
import { type Recording, recordingKind } from '@kubecast/crds/recording';
import { isStale } from '@kubecast/runtime/apply-gone';
import type { Reconcile, ReconcileContext } from '@kubecast/runtime/controller';
import type { ReconcileResult } from '@kubecast/runtime/controller-outcome';
import { addFinalizer, hasFinalizer } from '@kubecast/runtime/finalizer';
import { parseObjectKey } from '@kubecast/runtime/kubernetes-object';
import { patchStatus } from '@kubecast/runtime/status-patch';
import { ensureExpired } from './ensure-expired.ts';
import { ensureJob } from './ensure-job.ts';
import { ensureRecorderSecret } from './ensure-recorder-secret.ts';
import { ensureTidy } from './ensure-tidy.ts';
import { awaitTurn, ensureTurn } from './ensure-turn.ts';
import { explainFailure, explainTermination } from './explain-failure.ts';
import { finalizeRecording } from './finalize-recording.ts';
import { nextPass } from './next-pass.ts';
import { observeRecorder } from './observe-recorder.ts';
import { observeRecording } from './observe-recording.ts';
import { observeResult } from './observe-result.ts';
import { observeRunning } from './observe-running.ts';
import { observeSource } from './observe-source.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';
import type { RecordingScope } from './recording-scope.ts';
import type { RecordingState } from './recording-state.ts';
import { deriveRecordingStatus } from './recording-status.ts';
import { settleJob } from './settle-job.ts';
import { isSettled } from './settled.ts';

/** Ensures or observes one thing. Sets `state` where the later steps have nothing to do; throws as `reconcile-error.ts` says. */
type Step = (dependencies: RecordingDependencies, scope: RecordingScope, signal: AbortSignal) => Promise<void>;

/** In this order: what costs nothing to know comes first. */
const steps: readonly Step[] = [
  observeRunning,
  awaitTurn,
  observeResult,
  settleJob,
  observeSource,
  ensureTurn,
  ensureRecorderSecret,
  ensureJob,
  observeRecorder,
];

/** What was read is out of date: another pass follows at once, and nobody is told. */
const passOn = (error: unknown, signal: AbortSignal): void => {
  signal.throwIfAborted();
  if (isStale(error)) throw error;
};

/** Less than a pass may take: a long look is told of, too. */
const makeMs = 300_000;

const make = async (dependencies: RecordingDependencies, scope: RecordingScope, signal: AbortSignal): Promise<void> => {
  const overdue = dependencies.timeout(makeMs);
  const work = AbortSignal.any([signal, overdue]);
  try {
    for (const step of steps) {
      if (scope.state) break;
      await step(dependencies, scope, work);
    }
  } catch (error) {
    passOn(error, signal);
    scope.failure = overdue.aborted ? new Error(`Could not look at the session within ${makeMs / 1000} s`) : error;
    scope.state = explainFailure(scope.failure);
  } finally {
    if (!scope.keepsTurn) dependencies.turns.leave(scope.recording);
  }
};

const terminate = async (
  dependencies: RecordingDependencies,
  scope: RecordingScope,
  signal: AbortSignal,
): Promise<void> => {
  try {
    await finalizeRecording(dependencies, scope, signal);
  } catch (error) {
    passOn(error, signal);
    scope.failure = error;
    scope.state = explainTermination(error);
  }
};

const report = async (
  { client, reported, reports, now }: RecordingDependencies,
  { recording, isRetried }: RecordingScope,
  state: RecordingState,
  signal: AbortSignal,
): Promise<void> => {
  const status = deriveRecordingStatus(recording, state, now(), isRetried);
  const outcome = await patchStatus(client, recordingKind, { object: recording, status, fieldManager, signal });
  if (outcome !== 'updated') return;
  reported.note(recording, status);
  reports.changed(recording, status);
};

const reconcile = async (
  dependencies: RecordingDependencies,
  recording: Recording,
  { log, signal }: ReconcileContext,
): Promise<ReconcileResult> => {
  const scope = observeRecording(dependencies, recording, log);
  if (recording.metadata.deletionTimestamp) {
    if (!hasFinalizer(recording, recordingFinalizer)) return undefined;
    dependencies.turns.leave(recording);
    await terminate(dependencies, scope, signal);
  } else {
    if (await ensureExpired(dependencies, scope, signal)) return undefined;
    if (isSettled(recording)) scope.state = { kind: 'settled' };
    else await make(dependencies, scope, signal);
    await ensureTidy(dependencies, scope, signal);
  }
  if (!scope.state) return undefined;
  await report(dependencies, scope, scope.state, signal);
  return nextPass(scope);
};

/** Makes the reconcile function. */
export const createRecordingReconcile =
  (dependencies: RecordingDependencies): Reconcile =>
  async (key, context) => {
    const found = dependencies.stores.recordings.get(parseObjectKey(key));
    if (!found) return undefined;
    const recording = dependencies.reported.latest(found);
    if (!recording.metadata.deletionTimestamp && !hasFinalizer(recording, recordingFinalizer)) {
      const request = { object: recording, finalizer: recordingFinalizer, fieldManager, signal: context.signal };
      await addFinalizer(dependencies.client, recordingKind, request);
      // The change brings the next pass.
      return undefined;
    }
    return reconcile(dependencies, recording, context);
  };
