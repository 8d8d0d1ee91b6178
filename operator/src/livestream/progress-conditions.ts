/** The conditions `Reconciling` and `Stalled`, there only while they are true, and never both. */
import { liveStreamConditions, readyReasons, reconcilingReasons } from '@kubecast/crds/conditions';
import type { ConditionFact } from '@kubecast/runtime/condition';
import type { Explanation } from '@kubecast/runtime/kstatus';
import { StalledError } from '@kubecast/runtime/reconcile-error';
import { explainFailure } from './failure-explanation.ts';
import { isRunning, sessionOf } from './feed-observation.ts';
import type { LiveStreamScope } from './live-stream-scope.ts';
import type { ObservedPod } from './pod-action.ts';

const waitingChange = ({ feed, name, pod }: ObservedPod): string => {
  const session = sessionOf(feed);
  const command = `kubectl delete pod --namespace ${pod.metadata.namespace} ${name}`;
  if (feed.status === 'known' && session && isRunning(session)) {
    return `The spec changed while session ${session.id} runs: the change is applied when it has ended, or at once with: ${command}`;
  }
  return `The spec changed, and the pod cannot be asked whether it is live: the change is applied when it answers, or at once with: ${command}`;
};

const whatIsDone = (scope: LiveStreamScope): Explanation | undefined => {
  const { liveStream, failure, setback, changeWaits, pod, pods } = scope;
  const { progressing } = reconcilingReasons;
  if (liveStream.metadata.deletionTimestamp) {
    return { reason: reconcilingReasons.terminating, message: 'The stream is being deleted' };
  }
  if (failure !== undefined) return { reason: progressing, message: explainFailure(failure).message };
  if (changeWaits && pod) return { reason: reconcilingReasons.changeWaits, message: waitingChange(pod) };
  if (setback) return { reason: progressing, message: explainFailure(setback).message };
  if (liveStream.spec.suspend) {
    const isGone = pods.length === 0;
    return isGone ? undefined : { reason: progressing, message: 'The pod uploads what is left and ends' };
  }
  if (pod?.ready) return undefined;
  return { reason: progressing, message: pod?.explanation.message ?? readyReasons.podStarting };
};

/** At most one fact. */
export const progressFacts = (scope: LiveStreamScope): readonly ConditionFact[] => {
  const { failure } = scope;
  if (failure instanceof StalledError) {
    return [{ type: liveStreamConditions.stalled, status: 'True', reason: failure.reason, message: failure.message }];
  }
  const explanation = whatIsDone(scope);
  return explanation ? [{ type: liveStreamConditions.reconciling, status: 'True', ...explanation }] : [];
};
