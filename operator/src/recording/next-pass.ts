/** Decides when a Recording's pass comes again by itself; every other pass is caused by an event. Pure. */
import { recordingStalledReasons } from '@kubecast/crds/conditions';
import { BucketRefusesError } from '@kubecast/media/object-store-error';
import type { ReconcileResult } from '@kubecast/runtime/controller-outcome';
import { StalledError } from '@kubecast/runtime/reconcile-error';
import type { RecordingScope } from './recording-scope.ts';

/** Nothing tells when a quota, a policy, a bucket or somebody else's object was put right. */
const mendedMs = 60_000;
const refusedMs = 30_000;

const looks = ({ failure, lookAgainMs }: RecordingScope): readonly number[] => {
  const isRefused = failure instanceof StalledError && failure.reason === recordingStalledReasons.jobRefused;
  return [
    lookAgainMs,
    ...(failure instanceof StalledError || failure instanceof BucketRefusesError ? [mendedMs] : []),
    ...(isRefused ? [refusedMs] : []),
  ];
};

/** The result of a pass. Throws what failed in it, so that the work queue retries as the error says. */
export const nextPass = (scope: RecordingScope): ReconcileResult => {
  const { failure } = scope;
  const isPersons = failure instanceof StalledError || failure instanceof BucketRefusesError;
  if (failure !== undefined && !isPersons) throw failure;
  const soonestMs = Math.min(...looks(scope));
  return Number.isFinite(soonestMs) ? { requeueAfterMs: soonestMs } : undefined;
};
