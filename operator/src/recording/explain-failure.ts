/** Puts what a step threw into where the Recording stands. Pure. */
import { recordingReasons, recordingStalledReasons } from '@kubecast/crds/conditions';
import { BucketRefusesError } from '@kubecast/media/object-store-error';
import { StalledError, WaitingError } from '@kubecast/runtime/reconcile-error';
import type { RecordingState } from './recording-state.ts';

/** Of a Recording that is being made. Errors of ours and of the API server are written for people; others only by name. */
export const explainFailure = (failure: unknown): RecordingState => {
  if (failure instanceof StalledError) {
    return { kind: 'stalled', reason: failure.reason, message: failure.message };
  }
  const words = failure instanceof Error ? failure.message : String(failure);
  if (failure instanceof BucketRefusesError) {
    return { kind: 'stalled', reason: recordingStalledReasons.bucketRefuses, message: words };
  }
  return failure instanceof WaitingError
    ? { kind: 'progressing', reason: recordingReasons.waiting, message: words }
    : { kind: 'progressing', reason: recordingReasons.retrying, message: `${words}. It is tried again` };
};

const giveUpAdvice =
  'To let it go and leave its objects, remove the finalizer kubecast.dev/recording-objects from the Recording';

/** Of a Recording that is being deleted. */
export const explainTermination = (failure: unknown): RecordingState => {
  const words = failure instanceof Error ? failure.message : String(failure);
  const message = failure instanceof WaitingError ? words : `${words}. It is tried again. ${giveUpAdvice}`;
  return { kind: 'progressing', reason: recordingReasons.terminating, message };
};
