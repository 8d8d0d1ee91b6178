/**
 * Which pod takes which stream id: a pure function of what the informers know.
 *
 * A pod counts only when this very LiveStream controls it, so that nobody who can merely set labels and annotations gets a
 * stream's encoder. The id is the pod's own; only a stream without a pod is found by what its status tells. A pod that was told to
 * go keeps the encoder that it has and gets no other: its successor is expected.
 */
import { annotations, liveStreamLabel, ports } from '@kubecast/crds/names';
import type { Pod } from '@kubecast/runtime/core-kinds';
import { isControlledBy, objectKey, referenceKey } from '@kubecast/runtime/kubernetes-object';
import type { KnownLiveStream } from './known-live-streams.ts';
import type { StreamTarget } from './stream-directory.ts';

const isLeaving = (pod: Pod): boolean => pod.metadata.deletionTimestamp !== undefined;

const isOver = (pod: Pod): boolean => pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';

const isReady = (pod: Pod): boolean =>
  pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;

const createdAt = (pod: Pod): number => Date.parse(pod.metadata.creationTimestamp ?? '') || 0;

const newestFirst = (a: Pod, b: Pod): number =>
  createdAt(b) - createdAt(a) || (a.metadata.name < b.metadata.name ? 1 : -1);

const targetOf = (liveStream: KnownLiveStream, pods: readonly Pod[]): StreamTarget => {
  const stream = objectKey(liveStream);
  const [pod] = pods.filter((candidate) => !isLeaving(candidate) && isReady(candidate)).sort(newestFirst);
  const host = pod?.status?.podIP;
  if (pod && host) return { kind: 'at', stream, pod: { uid: pod.metadata.uid ?? '', host, port: ports.srt } };
  return { kind: 'away', stream, isExpected: !liveStream.isSuspended && !liveStream.metadata.deletionTimestamp };
};

const idsOf = (liveStream: KnownLiveStream, pods: readonly Pod[]): readonly string[] => {
  const own = pods.flatMap(({ metadata }) => metadata.annotations?.[annotations.streamId] ?? []);
  if (own.length > 0) return own;
  return liveStream.streamId === undefined ? [] : [liveStream.streamId];
};

const podsByStream = (pods: readonly Pod[]): Map<string, Pod[]> =>
  Map.groupBy(pods, ({ metadata }) =>
    referenceKey({ namespace: metadata.namespace, name: metadata.labels?.[liveStreamLabel] ?? '' }),
  );

/** By stream id. Of two streams with one id the one that has a pod for it counts. */
export const streamTargets = (
  liveStreams: readonly KnownLiveStream[],
  pods: readonly Pod[],
): ReadonlyMap<string, StreamTarget> => {
  const byStream = podsByStream(pods.filter((pod) => !isOver(pod)));
  const targets = new Map<string, StreamTarget>();
  for (const liveStream of liveStreams) {
    const own = (byStream.get(objectKey(liveStream)) ?? []).filter((pod) => isControlledBy(pod, liveStream));
    const target = targetOf(liveStream, own);
    for (const id of idsOf(liveStream, own)) if (targets.get(id)?.kind !== 'at') targets.set(id, target);
  }
  return targets;
};
