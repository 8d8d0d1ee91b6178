/** One operator process: configuration in, controllers run, exit code out. */
import { fieldManager } from '@kubecast/crds/names';
import { credentialFiles } from '@kubecast/media/credential-files';
import { deriveToken } from '@kubecast/media/derive-token';
import type { StreamName } from '@kubecast/media/keys';
import type { Logger } from '@kubecast/media/logger';
import { ObjectStore } from '@kubecast/media/object-store';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { createClient } from '@kubecast/runtime/create-client';
import { EventRecorder } from '@kubecast/runtime/event-recorder';
import { loadClusterAccess } from '@kubecast/runtime/kubeconfig';
import type { ObjectReference } from '@kubecast/runtime/kubernetes-object';
import { LeaderElection } from '@kubecast/runtime/leader-election';
import { Manager, managerExitCode } from '@kubecast/runtime/manager';
import type { BackgroundTask } from '@kubecast/runtime/manager-drain';
import { createRuntimeMetrics, type RuntimeMetrics } from '@kubecast/runtime/metrics';
import { createCredentialIssuer } from './credentials/create-credential-issuer.ts';
import type { CredentialIssuer } from './credentials/store-credentials.ts';
import type { TranscoderTokens } from './livestream/desired-transcoder-secret.ts';
import { LiveStreamController } from './livestream/live-stream-controller.ts';
import { BucketSessionEnder, type SessionEnder } from './livestream/session-ender.ts';
import { BucketSessionEnds, type SessionEnds } from './livestream/session-ends.ts';
import { SessionRecordings } from './livestream/session-recordings.ts';
import type { OperatorConfiguration } from './operator-configuration.ts';
import type { OperatorSecrets } from './operator-secrets.ts';
import { recorderSettings, streamSettings } from './pod-settings.ts';
import { RecordingController } from './recording/recording-controller.ts';
import { createRecordingInformers, type RecordingInformers } from './recording/recording-informers.ts';
import { createRetention } from './retention/create-retention.ts';

/** Of the Lease; each shard has its own. */
const leaseName = (shard: string | undefined): string => (shard ? `kubecast-operator-${shard}` : 'kubecast-operator');

const tokensBy =
  ({ originKey, stateKey }: OperatorSecrets) =>
  (stream: StreamName): TranscoderTokens => ({
    originToken: deriveToken(originKey, stream),
    stateToken: deriveToken(stateKey, stream),
  });

/** What the process is given. */
export interface OperatorRun {
  readonly configuration: OperatorConfiguration;
  readonly secrets: OperatorSecrets;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/** What the process owns and ends. */
interface Parts {
  readonly client: KubernetesClient;
  /** The bucket of live segments. */
  readonly store: ObjectStore;
  /** The bucket of recordings. */
  readonly videos: ObjectStore;
  /** Shared by the controllers. */
  readonly recordingInformers: RecordingInformers;
  readonly sessionRecordings: SessionRecordings;
  readonly issuer: CredentialIssuer;
  readonly sessionEnder: SessionEnder;
  readonly sessionEnds: SessionEnds;
  readonly recorder: EventRecorder;
  readonly metrics: RuntimeMetrics;
}

const openBucket = (configuration: OperatorConfiguration, bucket: string): ObjectStore =>
  new ObjectStore({
    location: { ...configuration.KUBECAST_OBJECT_STORE, bucket },
    credentials: credentialFiles(configuration.KUBECAST_SECRETS_DIRECTORY),
  });

const createParts = ({ configuration, secrets, log }: OperatorRun): Parts => {
  const metrics = createRuntimeMetrics();
  const client = createClient({ access: loadClusterAccess(), userAgent: fieldManager, metrics: metrics.client });
  const reporter = { controller: fieldManager, instance: configuration.POD_NAME };
  const { KUBECAST_WATCH_NAMESPACES: namespaces, KUBECAST_SHARD: shard } = configuration;
  const shared = { namespaces, shard, logger: log, metrics: metrics.reflectors };
  const store = openBucket(configuration, configuration.KUBECAST_OBJECT_STORE.bucket);
  const videos = openBucket(configuration, configuration.KUBECAST_RECORDINGS_BUCKET);
  const recordingInformers = createRecordingInformers({ ...shared, client });
  const recordings = recordingInformers.recordings.store;
  return {
    metrics,
    client,
    recorder: new EventRecorder({ client, reporter, log }),
    issuer: createCredentialIssuer(configuration.KUBECAST_OBJECT_STORE, secrets),
    sessionEnder: new BucketSessionEnder(store, () => new Date()),
    sessionEnds: new BucketSessionEnds(store),
    store,
    videos,
    recordingInformers,
    sessionRecordings: new SessionRecordings({ client, segments: store, videos, recordings }),
  };
};

/** To be watched where nobody configured an address. */
const gatewayService = (configuration: OperatorConfiguration): ObjectReference | undefined => {
  const { KUBECAST_GATEWAY_HOST: host, KUBECAST_GATEWAY_SERVICE: name, POD_NAMESPACE: namespace } = configuration;
  return host === undefined && name !== undefined ? { namespace, name } : undefined;
};

const createLiveStreams = ({ configuration, secrets, log }: OperatorRun, parts: Parts): LiveStreamController =>
  new LiveStreamController({
    client: parts.client,
    settings: streamSettings(configuration),
    namespaces: configuration.KUBECAST_WATCH_NAMESPACES,
    shard: configuration.KUBECAST_SHARD,
    gatewayService: gatewayService(configuration),
    issuer: parts.issuer,
    tokensFor: tokensBy(secrets),
    sessionEnder: parts.sessionEnder,
    sessionEnds: parts.sessionEnds,
    recordings: parts.recordingInformers.recordings,
    sessionRecordings: parts.sessionRecordings,
    events: parts.recorder,
    metrics: parts.metrics,
    logger: log,
  });

const createRecordings = (
  { configuration, secrets, log }: OperatorRun,
  parts: Parts,
  streams: LiveStreamController,
): RecordingController =>
  new RecordingController({
    client: parts.client,
    settings: recorderSettings(configuration),
    informers: parts.recordingInformers,
    streams: streams.informers,
    issuer: parts.issuer,
    tokenKey: secrets.stateKey,
    segments: parts.store,
    recordings: parts.videos,
    sessionEnder: parts.sessionEnder,
    sessionEnds: parts.sessionEnds,
    events: parts.recorder,
    metrics: parts.metrics,
    logger: log,
  });

const createSweeper = (
  { configuration, log }: OperatorRun,
  parts: Parts,
  { informers }: LiveStreamController,
): BackgroundTask =>
  createRetention({
    client: parts.client,
    segments: parts.store,
    videos: parts.videos,
    streams: informers,
    sessionEnder: parts.sessionEnder,
    sessionRecordings: parts.sessionRecordings,
    namespaces: configuration.KUBECAST_WATCH_NAMESPACES,
    shard: configuration.KUBECAST_SHARD,
    retentionHours: configuration.KUBECAST_SEGMENTS_RETENTION_HOURS,
    registry: parts.metrics.registry,
    logger: log,
  });

const createManager = (run: OperatorRun, parts: Parts): Manager => {
  const { configuration, log } = run;
  const liveStreams = createLiveStreams(run, parts);
  const recordings = createRecordings(run, parts, liveStreams);
  const lease = leaseName(configuration.KUBECAST_SHARD);
  const election = new LeaderElection({
    client: parts.client,
    namespace: configuration.POD_NAMESPACE,
    name: lease,
    identity: configuration.POD_NAME,
    log,
    onChange: (leads) => parts.metrics.leads(lease, leads),
  });
  return new Manager({
    log,
    metrics: parts.metrics,
    port: configuration.KUBECAST_HTTP_PORT,
    informers: [...Object.values(liveStreams.informers), ...Object.values(parts.recordingInformers)],
    election,
    controllers: [liveStreams.controller, liveStreams.sessionRecordings.controller, recordings.controller],
    tasks: [liveStreams.task, createSweeper(run, parts, liveStreams)],
    recorder: parts.recorder,
  });
};

/** Runs until the signal; resolves with the exit code. */
export const runOperator = async (run: OperatorRun): Promise<number> => {
  const parts = createParts(run);
  try {
    return managerExitCode(await createManager(run, parts).run(run.signal));
  } finally {
    parts.store.close();
    parts.videos.close();
    await parts.client.close();
  }
};
