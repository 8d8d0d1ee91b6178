/**
 * The state feeds of all transcoder pods: one connection a pod, from the moment it has an address until it is gone. A feed
 * that was just lost keeps its last word for a while, so that a restart of the operator, or of an agent, does not make a
 * condition flap.
 */
import { liveStreamLabel, ports } from '@kubecast/crds/names';
import type { TranscoderState } from '@kubecast/media/state-feed';
import type { Pod } from '@kubecast/runtime/core-kinds';
import type { InformerHandler } from '@kubecast/runtime/informer';
import { type ObjectKey, referenceKey } from '@kubecast/runtime/kubernetes-object';
import { Agent } from 'undici';
import { type FeedObservation, pendingFeed } from './feed-observation.ts';
import { followStateFeed } from './state-feed-client.ts';

/** How long a lost feed's last word stands. */
const patienceMs = 10_000;

/** What the feeds need to know from outside. */
export interface StateFeedsOptions {
  /** The bearer token of a stream's pods. */
  readonly tokenFor: (stream: { readonly namespace: string; readonly stream: string }) => string;
  /** Called with a stream's key whenever one of its feeds says something new. */
  readonly onChange: (liveStream: ObjectKey) => void;
  /** For tests. */
  readonly urlFor?: (podIp: string) => string;
  readonly patienceMs?: number;
}

interface Feed {
  readonly url: string;
  readonly abort: AbortController;
  observation: FeedObservation;
  /** Runs while the feed is out of reach. */
  patience: NodeJS.Timeout | undefined;
  lostBecause: string;
}

/** `http://10.244.0.7:8080/state`. */
export const stateFeedUrl = (podIp: string): string =>
  `http://${podIp.includes(':') ? `[${podIp}]` : podIp}:${ports.http}/state`;

const streamOf = ({ metadata }: Pod): { namespace: string; stream: string } | undefined => {
  const stream = metadata.labels?.[liveStreamLabel];
  return stream && metadata.namespace ? { namespace: metadata.namespace, stream } : undefined;
};

/** Follows the pods that its {@link StateFeeds.handler} is told of. */
export class StateFeeds {
  readonly #options: StateFeedsOptions;
  readonly #feeds = new Map<string, Feed>();
  readonly #dispatcher = new Agent({ connect: { timeout: 3_000 }, pipelining: 1 });
  readonly #following = new Set<Promise<void>>();

  constructor(options: StateFeedsOptions) {
    this.#options = options;
  }

  /** To be added to the informer of the streams' pods. */
  readonly handler: InformerHandler<Pod> = {
    added: (pod) => this.#follow(pod),
    updated: (pod) => this.#follow(pod),
    deleted: (pod) => this.#end(pod.metadata.uid ?? ''),
  };

  /** What the pod with that uid said last. */
  observe(podUid: string): FeedObservation {
    return this.#feeds.get(podUid)?.observation ?? pendingFeed;
  }

  /** Ends every connection. */
  async close(): Promise<void> {
    for (const podUid of [...this.#feeds.keys()]) this.#end(podUid);
    await Promise.all(this.#following);
    await this.#dispatcher.close();
  }

  #follow(pod: Pod): void {
    const { uid = '' } = pod.metadata;
    const stream = streamOf(pod);
    const podIp = pod.status?.podIP;
    if (!stream || !podIp) return;
    const url = (this.#options.urlFor ?? stateFeedUrl)(podIp);
    if (this.#feeds.get(uid)?.url === url) return;
    this.#end(uid);
    this.#begin(uid, url, stream);
  }

  #begin(uid: string, url: string, stream: { namespace: string; stream: string }): void {
    const key = referenceKey({ namespace: stream.namespace, name: stream.stream });
    const feed: Feed = {
      url,
      abort: new AbortController(),
      observation: pendingFeed,
      patience: undefined,
      lostBecause: 'it was not reached yet',
    };
    this.#feeds.set(uid, feed);
    this.#startPatience(feed, key);
    const following = followStateFeed(
      {
        url,
        token: this.#options.tokenFor(stream),
        dispatcher: this.#dispatcher,
        onState: (state) => {
          // Addresses are used again: only the pod itself may speak for it.
          if (state.podUid === uid) this.#heard(feed, key, state);
          else this.#lost(feed, key, 'another pod answers at its address');
        },
        onLost: (reason) => this.#lost(feed, key, reason),
      },
      feed.abort.signal,
    );
    this.#following.add(following);
    void following.finally(() => this.#following.delete(following));
  }

  #heard(feed: Feed, key: ObjectKey, state: TranscoderState): void {
    clearTimeout(feed.patience);
    feed.patience = undefined;
    feed.observation = { status: 'known', state };
    this.#options.onChange(key);
  }

  #lost(feed: Feed, key: ObjectKey, reason: string): void {
    feed.lostBecause = reason;
    if (feed.observation.status !== 'unavailable') this.#startPatience(feed, key);
  }

  #startPatience(feed: Feed, key: ObjectKey): void {
    feed.patience ??= setTimeout(() => {
      feed.patience = undefined;
      const last = feed.observation.status === 'known' ? feed.observation.state : undefined;
      feed.observation = { status: 'unavailable', reason: feed.lostBecause, last };
      this.#options.onChange(key);
    }, this.#options.patienceMs ?? patienceMs);
  }

  #end(podUid: string): void {
    const feed = this.#feeds.get(podUid);
    if (!feed) return;
    this.#feeds.delete(podUid);
    clearTimeout(feed.patience);
    feed.abort.abort();
  }
}
