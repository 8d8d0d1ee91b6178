/**
 * Which transcoder pod is whose and which of several is to be asked first: pure, over what informers know. Edge and gateway
 * go by the same rules.
 */
import { liveStreamLabel } from '@kubecast/crds/names';
import type { Pod } from '@kubecast/runtime/core-kinds';
import {
  isControlledBy,
  type KubernetesObject,
  type ObjectKey,
  objectKey,
  referenceKey,
} from '@kubecast/runtime/kubernetes-object';

/** It was told to go; it may still serve. */
export const isLeaving = (pod: Pod): boolean => pod.metadata.deletionTimestamp !== undefined;

export const isReady = (pod: Pod): boolean =>
  pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;

/** None of its containers runs again. */
export const isOver = (pod: Pod): boolean => pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';

const rank = (pod: Pod): number => (isReady(pod) ? 2 : 0) + (isLeaving(pod) ? 0 : 1);

const createdAt = (pod: Pod): number => Date.parse(pod.metadata.creationTimestamp ?? '') || 0;

/**
 * Negative when `a` is to be asked rather than `b`:
 *
 *     alive and Ready > leaving but Ready > alive > leaving;  then the newest;  then the greater name
 */
export const comparePods = (a: Pod, b: Pod): number =>
  rank(b) - rank(a) || createdAt(b) - createdAt(a) || (a.metadata.name < b.metadata.name ? 1 : -1);

/**
 * The pods of each LiveStream, those that are over left out. A pod counts only when this very LiveStream controls it: a
 * namesake's pod is never asked, and nobody who can merely set labels gets the stream's token or its encoder.
 */
export const podsByLiveStream = (pods: readonly Pod[]): ((liveStream: KubernetesObject) => readonly Pod[]) => {
  const byStream: Map<ObjectKey, Pod[]> = Map.groupBy(
    pods.filter((pod) => !isOver(pod)),
    ({ metadata }) => referenceKey({ namespace: metadata.namespace, name: metadata.labels?.[liveStreamLabel] ?? '' }),
  );
  return (liveStream) => (byStream.get(objectKey(liveStream)) ?? []).filter((pod) => isControlledBy(pod, liveStream));
};
