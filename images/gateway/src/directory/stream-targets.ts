/**
 * Which pod takes which stream id: a pure function of what the informers know.
 *
 * The id is the pod's own, an annotation; only a stream without a pod is found by what its status tells. A pod that was told to
 * go keeps the encoder that it has and gets no other: its successor is expected. A pod need not be Ready: whether it listens,
 * its own answer tells sooner and better.
 */
import { annotations, ports } from '@kubecast/crds/names';
import { comparePods, isLeaving, podsByLiveStream } from '@kubecast/media/transcoder-pods';
import type { Pod } from '@kubecast/runtime/core-kinds';
import { objectKey } from '@kubecast/runtime/kubernetes-object';
import type { KnownLiveStream } from './known-live-streams.ts';
import type { StreamTarget } from './stream-directory.ts';

const targetOf = (liveStream: KnownLiveStream, pods: readonly Pod[]): StreamTarget => {
  const stream = objectKey(liveStream);
  const [best] = pods.filter((pod) => !isLeaving(pod) && pod.status?.podIP).sort(comparePods);
  const host = best?.status?.podIP;
  if (host) return { kind: 'at', stream, pod: { uid: best.metadata.uid ?? '', host, port: ports.srt } };
  return { kind: 'away', stream, isExpected: !liveStream.isSuspended && !liveStream.metadata.deletionTimestamp };
};

const idsOf = (liveStream: KnownLiveStream, pods: readonly Pod[]): readonly string[] => {
  const own = pods.flatMap(({ metadata }) => metadata.annotations?.[annotations.streamId] ?? []);
  if (own.length > 0) return own;
  return liveStream.streamId === undefined ? [] : [liveStream.streamId];
};

/** By stream id. Of two streams with one id the one that has a pod for it counts. */
export const streamTargets = (
  liveStreams: readonly KnownLiveStream[],
  pods: readonly Pod[],
): ReadonlyMap<string, StreamTarget> => {
  const podsOf = podsByLiveStream(pods);
  const targets = new Map<string, StreamTarget>();
  for (const liveStream of liveStreams) {
    const own = podsOf(liveStream);
    const target = targetOf(liveStream, own);
    for (const id of idsOf(liveStream, own)) if (targets.get(id)?.kind !== 'at') targets.set(id, target);
  }
  return targets;
};
