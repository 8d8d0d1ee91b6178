/** Puts the LiveStream controller together: informers, what it remembers, queue and passes. */
import type { LiveStream } from '@kubecast/crds/livestream';
import type { Recording } from '@kubecast/crds/recording';
import type { StreamName } from '@kubecast/media/keys';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { Controller } from '@kubecast/runtime/controller';
import type { EventRecorder } from '@kubecast/runtime/event-recorder';
import type { Informer } from '@kubecast/runtime/informer';
import { type ObjectKey, type ObjectReference, objectKey } from '@kubecast/runtime/kubernetes-object';
import type { BackgroundTask } from '@kubecast/runtime/manager-drain';
import type { RuntimeMetrics } from '@kubecast/runtime/metrics';
import { ReportedStatuses } from '@kubecast/runtime/reported-statuses';
import { WorkQueue } from '@kubecast/runtime/work-queue';
import type { Logger } from 'pino';
import type { CredentialIssuer } from '../credentials/store-credentials.ts';
import type { TranscoderTokens } from './desired-transcoder-secret.ts';
import { ingestSecretFacts } from './ensure-ingest-credentials.ts';
import type { LiveStreamDependencies, LiveStreamStores } from './live-stream-dependencies.ts';
import { createLiveStreamInformers, type LiveStreamInformers } from './live-stream-informers.ts';
import { addLiveStreamMetrics } from './live-stream-metrics.ts';
import { addLiveStreamTriggers, addRecordingTriggers } from './live-stream-triggers.ts';
import type { Notice } from './notices.ts';
import { primeStreamIds } from './prime-stream-ids.ts';
import { createLiveStreamReconcile } from './reconcile-live-stream.ts';
import { SecretReader } from './secret-reader.ts';
import type { SessionEnder } from './session-ender.ts';
import type { SessionEnds } from './session-ends.ts';
import {
  SessionRecordingsController,
  type SessionRecordingsControllerOptions,
} from './session-recordings-controller.ts';
import { StateFeeds, type StateFeedsOptions } from './state-feeds.ts';
import { StreamIdClaims } from './stream-id-claims.ts';
import type { StreamSettings } from './stream-settings.ts';
import { transcoderSecretFacts } from './transcoder-secret-facts.ts';

/** What the controller is made from. */
export interface LiveStreamControllerOptions {
  readonly client: KubernetesClient;
  readonly settings: StreamSettings;
  /** Empty: all namespaces. */
  readonly namespaces: readonly string[];
  /** Absent: the LiveStreams without a shard. */
  readonly shard?: string | undefined;
  /** The gateway's Service, whose load balancer has the address that is not configured; absent: there is none. */
  readonly gatewayService?: ObjectReference | undefined;
  readonly issuer: CredentialIssuer;
  readonly tokensFor: (stream: StreamName) => TranscoderTokens;
  readonly sessionEnder: SessionEnder;
  readonly sessionEnds: Pick<SessionEnds, 'endOf'>;
  /** Of the same shard and namespaces; run by whoever made it. */
  readonly recordings: Pick<Informer<Recording>, 'store' | 'addHandler'>;
  readonly sessionRecordings: SessionRecordingsControllerOptions['sessionRecordings'];
  readonly events: Pick<EventRecorder, 'record'>;
  readonly metrics: RuntimeMetrics;
  readonly logger: Logger;
  /** For tests: how feeds are reached. */
  readonly feeds?: Pick<StateFeedsOptions, 'urlFor' | 'patienceMs'>;
}

const name = 'livestream';
/** Most of a pass is waiting for the API server or for STS. */
const concurrency = 16;
/** A stream that fails is tried again within half a minute: people wait for it. */
const backoff = { baseMs: 200, capMs: 30_000 };

/** The controller, the one of its sessions' Recordings, its informers, and the task that goes with them. */
export class LiveStreamController {
  readonly informers: LiveStreamInformers;
  readonly queue: WorkQueue;
  readonly controller: Controller;
  readonly sessionRecordings: SessionRecordingsController;
  readonly #recordings: LiveStreamControllerOptions['recordings'];
  readonly #dependencies: LiveStreamDependencies;
  readonly #feeds: StateFeeds;
  readonly #logger: Logger;
  #isPrepared = false;

  constructor(options: LiveStreamControllerOptions) {
    const { client, namespaces, shard, gatewayService, metrics, logger, tokensFor } = options;
    this.#logger = logger;
    const settings = { client, namespaces, shard, gatewayService, logger, metrics: metrics.reflectors };
    this.informers = createLiveStreamInformers(settings);
    addLiveStreamMetrics(metrics.registry, this.informers.liveStreams.store);
    this.queue = new WorkQueue({ name, backoff, observer: metrics.queue(name) });
    this.#feeds = new StateFeeds({
      ...options.feeds,
      tokenFor: (stream) => tokensFor(stream).stateToken,
      onChange: (key) => this.#enqueue(key),
    });
    this.#recordings = options.recordings;
    this.sessionRecordings = this.#createSessionRecordings(options);
    this.#dependencies = this.#createDependencies(options);
    this.controller = new Controller({
      name,
      queue: this.queue,
      reconcile: createLiveStreamReconcile(this.#dependencies),
      log: logger,
      concurrency,
      observer: metrics.controller(name, concurrency),
    });
    this.#forgetWhatIsGone();
  }

  /**
   * To be run by the leader once the informers have their first lists: learns who has which stream id, then takes up all
   * streams and feeds, and follows the feeds until the signal.
   */
  readonly task: BackgroundTask = {
    name: 'livestream feeds',
    run: async (signal) => {
      try {
        await this.#prepare(signal);
        await untilAborted(signal);
      } catch (error) {
        if (!signal.aborted) throw error;
      } finally {
        await this.#feeds.close();
      }
    },
  };

  /** No pass before this is through: the queue stays empty until then. */
  async #prepare(signal: AbortSignal): Promise<void> {
    await primeStreamIds(this.#dependencies, this.#logger, signal);
    this.#isPrepared = true;
    this.#rememberDeparted();
    addLiveStreamTriggers(this.informers, (key) => this.#enqueue(key));
    addRecordingTriggers(this.#recordings, (key) => this.queue.add(key));
    signal.addEventListener('abort', this.informers.pods.addHandler(this.#feeds.handler), { once: true });
  }

  #enqueue(key: ObjectKey): void {
    this.queue.add(key);
    this.sessionRecordings.queue.add(key);
  }

  #createSessionRecordings({ sessionRecordings, metrics, logger }: LiveStreamControllerOptions) {
    return new SessionRecordingsController({
      sessionRecordings,
      liveStreams: this.informers.liveStreams.store,
      pods: this.informers.pods.store,
      feedOf: (podUid) => this.#feeds.observe(podUid),
      metrics,
      logger,
    });
  }

  #rememberDeparted(): void {
    const { departed } = this.#dependencies;
    this.informers.liveStreams.addHandler({
      added: (liveStream) => departed.delete(objectKey(liveStream)),
      deleted: (liveStream) => departed.set(objectKey(liveStream), liveStream),
    });
  }

  #createDependencies(options: LiveStreamControllerOptions): LiveStreamDependencies {
    const { client, settings, issuer, tokensFor, sessionEnder, sessionEnds, events } = options;
    return {
      client,
      stores: storesOf(this.informers, this.#recordings),
      settings,
      ingestSecrets: new SecretReader(client, ingestSecretFacts),
      transcoderSecrets: new SecretReader(client, (secret) => transcoderSecretFacts(secret, tokensFor)),
      streamIds: new StreamIdClaims((key) => this.#isPrepared && this.queue.add(key)),
      reported: new ReportedStatuses(),
      issuer,
      tokensFor,
      feedOf: (podUid) => this.#feeds.observe(podUid),
      sessionEnder,
      ended: new Set(),
      sessionEnds,
      departed: new Map(),
      recordEvents: (liveStream, notices) => recordNotices(events, liveStream, notices),
      now: () => new Date(),
    };
  }

  #forgetWhatIsGone(): void {
    const { streamIds, reported, ingestSecrets, transcoderSecrets, ended } = this.#dependencies;
    this.informers.liveStreams.addHandler({
      deleted: (liveStream) => {
        streamIds.release(objectKey(liveStream));
        reported.forget(liveStream.metadata.uid);
        ended.delete(liveStream.metadata.uid);
      },
    });
    this.informers.secrets.addHandler({
      deleted: (secret) => {
        ingestSecrets.forget(objectKey(secret));
        transcoderSecrets.forget(objectKey(secret));
      },
    });
  }
}

const storesOf = (
  { liveStreams, pods, services, secrets, gateway }: LiveStreamInformers,
  recordings: LiveStreamControllerOptions['recordings'],
): LiveStreamStores => ({
  recordings: recordings.store,
  liveStreams: liveStreams.store,
  pods: pods.store,
  services: services.store,
  secrets: secrets.store,
  gateway: gateway?.store,
});

const untilAborted = (signal: AbortSignal): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal.aborted) resolve();
  signal.addEventListener('abort', () => resolve(), { once: true });
  return promise;
};

const recordNotices = (
  events: Pick<EventRecorder, 'record'>,
  liveStream: LiveStream,
  notices: readonly Notice[],
): void => {
  for (const { type, reason, message } of notices) {
    events.record({ regarding: liveStream, type, reason, action: 'Reconcile', note: message });
  }
};
