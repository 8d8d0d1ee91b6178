/** Decides when a pass comes again by itself; every other pass is caused by an event. Pure. */
import { stalledReasons } from '@kubecast/crds/conditions';
import { isForbidden } from '@kubecast/runtime/api-error';
import type { ReconcileResult } from '@kubecast/runtime/controller-outcome';
import { StalledError } from '@kubecast/runtime/reconcile-error';
import type { LiveStreamScope } from './live-stream-scope.ts';

/** How often to try what depends on objects that are not watched: other Services' ports, priority classes, admission. */
const unwatchedMs = 60_000;

const isUnwatched = ({ reason, cause }: StalledError): boolean =>
  reason === stalledReasons.nodePortTaken || (reason === stalledReasons.podTemplateInvalid && isForbidden(cause));

/** A stalled stream's running pod still gets new credentials in time. */
const looks = ({ failure, renewCredentialsAt, lookAgainMs }: LiveStreamScope, now: Date): readonly number[] => [
  ...(lookAgainMs === undefined ? [] : [lookAgainMs]),
  ...(failure instanceof StalledError && isUnwatched(failure) ? [unwatchedMs] : []),
  ...(renewCredentialsAt ? [Math.max(0, renewCredentialsAt.getTime() - now.getTime())] : []),
];

/** The result of a pass. Throws what failed in it, so that the work queue retries as the error says. */
export const nextLook = (scope: LiveStreamScope, now: Date): ReconcileResult => {
  const { failure, setback } = scope;
  const isRetried = failure !== undefined && !(failure instanceof StalledError);
  if (isRetried) throw failure;
  if (setback) throw setback;
  const soonestMs = Math.min(...looks(scope, now));
  if (Number.isFinite(soonestMs)) return { requeueAfterMs: soonestMs };
  if (failure !== undefined) throw failure;
  return undefined;
};
