/** Puts the Recording controller together: what it remembers, queue and passes. */

import type { Recording } from '@kubecast/crds/recording';
import { deriveToken } from '@kubecast/media/derive-token';
import type { ObjectStore } from '@kubecast/media/object-store';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { Controller } from '@kubecast/runtime/controller';
import type { EventRecorder } from '@kubecast/runtime/event-recorder';
import type { RuntimeMetrics } from '@kubecast/runtime/metrics';
import { ReportedStatuses } from '@kubecast/runtime/reported-statuses';
import { WorkQueue } from '@kubecast/runtime/work-queue';
import type { Logger } from 'pino';
import type { CredentialIssuer } from '../credentials/store-credentials.ts';
import type { LiveStreamInformers } from '../livestream/live-stream-informers.ts';
import type { SessionEnder } from '../livestream/session-ender.ts';
import type { SessionEnds } from '../livestream/session-ends.ts';
import { askProgress, progressUrl } from './ask-progress.ts';
import { ProgressMessages } from './progress-messages.ts';
import { createRecordingReconcile } from './reconcile-recording.ts';
import type { RecorderSettings } from './recorder-settings.ts';
import { RecorderTurns } from './recorder-turns.ts';
import { RecordingBucket } from './recording-bucket.ts';
import type { RecordingDependencies, RecordingReports, RecordingStores } from './recording-dependencies.ts';
import type { RecordingInformers } from './recording-informers.ts';
import { addRecordingMetrics } from './recording-metrics.ts';
import { recordingNotices } from './recording-notices.ts';
import { addRecordingTriggers } from './recording-triggers.ts';
import { runningRecorders } from './running-recorders.ts';

/** What the controller is made from. */
export interface RecordingControllerOptions {
  readonly client: KubernetesClient;
  readonly settings: RecorderSettings;
  /** Run by whoever made them. */
  readonly informers: RecordingInformers;
  /** Of the LiveStream controller, of the same shard and namespaces. */
  readonly streams: Pick<LiveStreamInformers, 'liveStreams' | 'pods' | 'secrets'>;
  readonly issuer: CredentialIssuer;
  /** Key that the tokens of recorders are derived from. */
  readonly tokenKey: string;
  /** The buckets `live-segments` and `recordings`. */
  readonly segments: ObjectStore;
  readonly recordings: ObjectStore;
  readonly sessionEnder: SessionEnder;
  readonly sessionEnds: SessionEnds;
  readonly events: Pick<EventRecorder, 'record'>;
  readonly metrics: RuntimeMetrics;
  readonly logger: Logger;
  /** For tests: where a recorder answers, and what time it is. */
  readonly progressUrlFor?: (podIp: string) => string;
  readonly now?: () => Date;
}

const name = 'recording';
/** Most of a pass is waiting for the API server or the object store. */
const concurrency = 8;
/** A session of days has a million objects to be listed. */
const timeoutMs = 360_000;
const backoff = { baseMs: 500, capMs: 60_000 };

/** No LiveStream has such a name: a recorder's token opens no state feed. */
const tokenFor = (key: string, { metadata }: Recording): string =>
  deriveToken(key, { namespace: metadata.namespace, stream: `recordings/${metadata.name}` });

/** The controller; it has no task of its own. */
export class RecordingController {
  readonly queue: WorkQueue;
  readonly controller: Controller;

  constructor(options: RecordingControllerOptions) {
    const { informers, streams, metrics, logger } = options;
    this.queue = new WorkQueue({ name, backoff, observer: metrics.queue(name) });
    const dependencies = createDependencies(options);
    this.controller = new Controller({
      name,
      queue: this.queue,
      reconcile: createRecordingReconcile(dependencies),
      log: logger,
      concurrency,
      timeoutMs,
      observer: metrics.controller(name, concurrency),
    });
    addRecordingTriggers(informers, streams, this.queue);
    forgetWhatIsGone(informers, dependencies);
    wakeNext(informers, dependencies, this.queue);
  }
}

const storesOf = (informers: RecordingInformers, streams: RecordingControllerOptions['streams']): RecordingStores => ({
  recordings: informers.recordings.store,
  jobs: informers.jobs.store,
  recorderPods: informers.recorderPods.store,
  liveStreams: streams.liveStreams.store,
  transcoderPods: streams.pods.store,
  secrets: streams.secrets.store,
});

const createReports = (
  { events, metrics, informers }: RecordingControllerOptions,
  now: () => Date,
): RecordingReports => {
  const counters = addRecordingMetrics(metrics.registry, informers.recordings.store);
  return {
    changed: (before, after) => {
      counters.changed(before, after, now());
      for (const { type, reason, message } of recordingNotices(before.status, after)) {
        events.record({ regarding: before, type, reason, action: 'Reconcile', note: message });
      }
    },
  };
};

const createDependencies = (options: RecordingControllerOptions): RecordingDependencies => {
  const { client, settings, issuer, segments, recordings, sessionEnder, sessionEnds, tokenKey } = options;
  const { now = () => new Date(), progressUrlFor = progressUrl } = options;
  const stores = storesOf(options.informers, options.streams);
  return {
    client,
    stores,
    settings,
    issuer,
    segments,
    bucket: new RecordingBucket(recordings),
    sessionEnder,
    sessionEnds,
    progressTokenFor: (recording) => tokenFor(tokenKey, recording),
    askProgress: (podIp, token, signal) => askProgress(progressUrlFor(podIp), token, signal),
    progress: new ProgressMessages(now),
    reported: new ReportedStatuses(),
    discardedJobs: new Set(),
    untidy: new Set(),
    turns: new RecorderTurns(settings.maxRecorders, () => runningRecorders(stores)),
    reports: createReports(options, now),
    now,
    timeout: (ms) => AbortSignal.timeout(ms),
  };
};

const forgetWhatIsGone = (
  { recordings, jobs }: RecordingInformers,
  { reported, progress, discardedJobs, untidy }: RecordingDependencies,
): void => {
  recordings.addHandler({
    deleted: ({ metadata }) => {
      reported.forget(metadata.uid);
      progress.forget(metadata.uid);
      untidy.delete(metadata.uid);
    },
  });
  jobs.addHandler({ deleted: ({ metadata }) => discardedJobs.delete(metadata.uid ?? '') });
};

/** A Job that ended, or is gone, makes room for the recorder of another Recording. */
const wakeNext = (
  { jobs }: RecordingInformers,
  { turns }: RecordingDependencies,
  queue: Pick<WorkQueue, 'add'>,
): void => {
  const wake = (): void => {
    for (const key of turns.due()) queue.add(key);
  };
  jobs.addHandler({ updated: wake, deleted: wake });
};
