/**
 * Looks after the Recordings of all streams' sessions, beside the passes over the LiveStreams themselves: an object store that
 * is away holds none of them up. A stream is looked at when it is first seen, when a pod of it comes, is heard or goes, and
 * when its feed tells of another session.
 */
import type { LiveStream } from '@kubecast/crds/livestream';
import { Controller, type ReconcileContext } from '@kubecast/runtime/controller';
import type { ReconcileResult } from '@kubecast/runtime/controller-outcome';
import type { Pod } from '@kubecast/runtime/core-kinds';
import type { ObjectStore } from '@kubecast/runtime/informer';
import { isControlledBy, type ObjectKey, objectKey, parseObjectKey } from '@kubecast/runtime/kubernetes-object';
import type { RuntimeMetrics } from '@kubecast/runtime/metrics';
import { WorkQueue } from '@kubecast/runtime/work-queue';
import type { Logger } from 'pino';
import { recordedStreamOf } from '../recording/desired-recording.ts';
import { type FeedObservation, isRunning } from './feed-observation.ts';
import { byLiveStream, type LiveStreamStores } from './live-stream-dependencies.ts';
import type { SessionRecordings } from './session-recordings.ts';

/** What it works with. */
export interface SessionRecordingsControllerOptions {
  readonly sessionRecordings: Pick<SessionRecordings, 'ensure' | 'isSettled' | 'forget'>;
  readonly liveStreams: Pick<ObjectStore<LiveStream>, 'get'>;
  readonly pods: LiveStreamStores['pods'];
  readonly feedOf: (podUid: string) => FeedObservation;
  readonly metrics: Pick<RuntimeMetrics, 'queue' | 'controller'>;
  readonly logger: Logger;
}

const name = 'session-recordings';
/** Enough for a thousand streams at the operator's start within seconds; the object store has other work. */
const concurrency = 4;
const backoff = { baseMs: 500, capMs: 30_000 };
/** A session is in the log behind its first claim: the pod tells of it a little earlier, or long before when the bucket is away. */
const claimPending = { firstMs: 1_000, mostMs: 60_000 };

/** Its pods as far as they decide whether the log is read again. */
const situationOf = (feeds: ReadonlyMap<string, FeedObservation>): string =>
  [...feeds]
    .map(([uid, feed]) => `${uid} ${feed.status} ${(feed.status === 'known' && feed.state.session?.id) || ''}`)
    .sort()
    .join('\n');

/** Sessions that run and want a Recording, as the feeds say. */
const recordedSessions = (feeds: ReadonlyMap<string, FeedObservation>): readonly string[] =>
  [...feeds.values()].flatMap((feed) => {
    const session = feed.status === 'known' ? feed.state.session : undefined;
    return session?.recording && isRunning(session) ? [session.id] : [];
  });

const nextWaitMs = (lastMs: number): number =>
  Math.min(Math.max(2 * lastMs, claimPending.firstMs), claimPending.mostMs);

/** What a stream looked like when its log was last read. */
interface Look {
  readonly situation: string;
  /** After which its log is read again, though nothing happens; 0: it is not. */
  readonly waitMs: number;
}

/** See the file header. Keys of LiveStreams are added to `queue` whenever something about them may have changed. */
export class SessionRecordingsController {
  readonly queue: WorkQueue;
  readonly controller: Controller;
  readonly #options: SessionRecordingsControllerOptions;
  readonly #looks = new Map<ObjectKey, Look>();

  constructor(options: SessionRecordingsControllerOptions) {
    const { metrics, logger } = options;
    this.#options = options;
    this.queue = new WorkQueue({ name, backoff, observer: metrics.queue(name) });
    this.controller = new Controller({
      name,
      queue: this.queue,
      reconcile: (key, context) => this.#reconcile(key, context),
      log: logger,
      concurrency,
      observer: metrics.controller(name, concurrency),
    });
  }

  async #reconcile(key: ObjectKey, context: ReconcileContext): Promise<ReconcileResult> {
    const liveStream = this.#options.liveStreams.get(key);
    if (liveStream) return this.#look(liveStream, context);
    const { namespace = '', name: stream } = parseObjectKey(key);
    this.#options.sessionRecordings.forget({ namespace, stream });
    this.#looks.delete(key);
    return undefined;
  }

  async #look(liveStream: LiveStream, { signal }: ReconcileContext): Promise<ReconcileResult> {
    const { sessionRecordings } = this.#options;
    const key = objectKey(liveStream);
    const pods = this.#podsOf(liveStream);
    // It is heard in a moment, or given up: either makes the next pass due.
    if (pods.some((pod) => pod.status?.podIP && this.#feedOf(pod).status === 'pending')) return undefined;
    const feeds = new Map(pods.map((pod) => [pod.metadata.uid ?? '', this.#feedOf(pod)]));
    const situation = situationOf(feeds);
    const owner = { ...recordedStreamOf(liveStream), uid: liveStream.metadata.uid };
    const isMissing = () => recordedSessions(feeds).some((session) => !sessionRecordings.isSettled(owner, session));
    const last = this.#looks.get(key);
    const isSame = last?.situation === situation;
    if (isSame && !isMissing()) return undefined;
    await sessionRecordings.ensure(owner, signal);
    const waitMs = isMissing() ? nextWaitMs(isSame ? last.waitMs : 0) : 0;
    this.#looks.set(key, { situation, waitMs });
    return waitMs > 0 ? { requeueAfterMs: waitMs } : undefined;
  }

  #podsOf(liveStream: LiveStream): readonly Pod[] {
    const pods = this.#options.pods.byIndex(byLiveStream, objectKey(liveStream));
    return pods.filter((pod) => isControlledBy(pod, liveStream));
  }

  #feedOf({ metadata: { uid = '' } }: Pod): FeedObservation {
    return this.#options.feedOf(uid);
  }
}
