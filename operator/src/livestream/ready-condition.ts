/** The condition `Ready`: an encoder may connect now. The pod's readiness probe decides, not its feed. */
import { liveStreamConditions, readyReasons } from '@kubecast/crds/conditions';
import type { ConditionFact } from '@kubecast/runtime/condition';
import type { Explanation } from '@kubecast/runtime/kstatus';
import { StalledError } from '@kubecast/runtime/reconcile-error';
import { explainFailure } from './failure-explanation.ts';
import type { LiveStreamScope } from './live-stream-scope.ts';

const suspended: Explanation = {
  reason: readyReasons.suspended,
  message: 'The stream is suspended and has no pod: set spec.suspend to false to bring it back',
};

const starting: Explanation = { reason: readyReasons.podStarting, message: 'The pod is being made' };

const whyNotReady = ({ failure, pod }: LiveStreamScope): Explanation => {
  if (failure instanceof StalledError) return { reason: readyReasons.stalled, message: failure.message };
  if (pod) return pod.explanation;
  return failure === undefined ? starting : explainFailure(failure);
};

/** `url` as in `status.ingest`; undefined as long as the Service has no address. */
export const readyFact = (scope: LiveStreamScope, url: string | undefined): ConditionFact => {
  const type = liveStreamConditions.ready;
  if (scope.liveStream.spec.suspend) return { type, status: 'False', ...suspended };
  if (!scope.pod?.ready) return { type, status: 'False', ...whyNotReady(scope) };
  const message = url
    ? `An encoder may connect to ${url} with the passphrase of the stream's Secret`
    : 'SRT listens; the Service has no address from outside yet';
  return { type, status: 'True', reason: readyReasons.listening, message };
};
