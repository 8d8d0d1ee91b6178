/**
 * Which pod serves which stream: a pure function of what the informers know. A pod that is being deleted still serves what it
 * has while its successor starts.
 */
import { ports } from '@kubecast/crds/names';
import type { StreamName } from '@kubecast/media/keys';
import { comparePods, isLeaving, podsByLiveStream } from '@kubecast/media/transcoder-pods';
import type { Pod } from '@kubecast/runtime/core-kinds';
import { objectKey, referenceKey } from '@kubecast/runtime/kubernetes-object';
import type { RoutedLiveStream } from './live-streams-kind.ts';

export type Visibility = 'Public' | 'Private';

/** The pod of a stream. `starting`: there is one, and it has no address yet. */
export type StreamOrigin =
  | { readonly kind: 'none' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'at'; readonly podUid: string /** `http://<ip>:<port>` */; readonly url: string };

export interface StreamRoute {
  readonly visibility: Visibility;
  readonly origin: StreamOrigin;
  /** How long a session outlives its encoder. */
  readonly graceSeconds: number;
}

export interface RoutingTable {
  /** By `<namespace>/<name>`. */
  readonly routes: ReadonlyMap<string, StreamRoute>;
  readonly find: (name: StreamName) => StreamRoute | undefined;
  /** Of every pod that is asked for something. */
  readonly podUids: ReadonlySet<string>;
}

const originUrl = (ip: string): string => `http://${ip.includes(':') ? `[${ip}]` : ip}:${ports.http}`;

const originOf = (candidates: readonly Pod[]): StreamOrigin => {
  const [best] = candidates.filter((pod) => pod.status?.podIP).sort(comparePods);
  if (best?.status?.podIP) return { kind: 'at', podUid: best.metadata.uid ?? '', url: originUrl(best.status.podIP) };
  return candidates.some((pod) => !isLeaving(pod)) ? { kind: 'starting' } : { kind: 'none' };
};

const routeFor = (liveStream: RoutedLiveStream, pods: readonly Pod[]): StreamRoute => ({
  visibility: liveStream.spec.visibility,
  graceSeconds: liveStream.spec.reconnect.graceSeconds,
  origin: originOf(pods),
});

/** A table of these routes, by `<namespace>/<name>`. */
export const routingTableOf = (routes: ReadonlyMap<string, StreamRoute>): RoutingTable => ({
  routes,
  find: ({ namespace, stream }) => routes.get(referenceKey({ namespace, name: stream })),
  podUids: new Set([...routes.values()].flatMap(({ origin }) => (origin.kind === 'at' ? [origin.podUid] : []))),
});

/** Builds the table from all LiveStreams and all transcoder pods. */
export const buildRoutingTable = (liveStreams: readonly RoutedLiveStream[], pods: readonly Pod[]): RoutingTable => {
  const podsOf = podsByLiveStream(pods);
  return routingTableOf(
    new Map(liveStreams.map((liveStream) => [objectKey(liveStream), routeFor(liveStream, podsOf(liveStream))])),
  );
};
