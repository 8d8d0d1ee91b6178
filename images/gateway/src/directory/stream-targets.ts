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

/** One stream's word that an id is its own. */
interface Claim {
  readonly liveStream: KnownLiveStream;
  readonly target: StreamTarget;
  /** Its status says so: that is the operator's, which gives an id to one stream. An annotation is whoever's may edit pods. */
  readonly isTold: boolean;
}

const bornAt = ({ metadata }: KnownLiveStream): number => Date.parse(metadata.creationTimestamp ?? '') || 0;

const byUid = (a: KnownLiveStream, b: KnownLiveStream): number =>
  (a.metadata.uid ?? '') < (b.metadata.uid ?? '') ? -1 : 1;

/** Negative when `a` has the better right: told by a status, then the older, as the operator decides. */
const compareClaims = (a: Claim, b: Claim): number =>
  Number(b.isTold) - Number(a.isTold) ||
  bornAt(a.liveStream) - bornAt(b.liveStream) ||
  byUid(a.liveStream, b.liveStream);

const claimsOf = (liveStream: KnownLiveStream, pods: readonly Pod[]): readonly (readonly [string, Claim])[] => {
  const target = targetOf(liveStream, pods);
  return idsOf(liveStream, pods).map((id) => [id, { liveStream, target, isTold: liveStream.streamId === id }]);
};

/** By stream id, as the pods say. Where the status of some stream tells an id, only such streams can have it. */
export const streamTargets = (
  liveStreams: readonly KnownLiveStream[],
  pods: readonly Pod[],
): ReadonlyMap<string, StreamTarget> => {
  const podsOf = podsByLiveStream(pods);
  const told = new Set(liveStreams.map(({ streamId }) => streamId));
  const best = new Map<string, Claim>();
  for (const [id, claim] of liveStreams.flatMap((liveStream) => claimsOf(liveStream, podsOf(liveStream)))) {
    const rival = best.get(id);
    const isAllowed = claim.isTold || !told.has(id);
    if (isAllowed && (!rival || compareClaims(claim, rival) < 0)) best.set(id, claim);
  }
  return new Map([...best].map(([id, { target }]) => [id, target]));
};
