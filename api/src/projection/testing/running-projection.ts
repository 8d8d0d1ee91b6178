/** For tests: the projection as the program runs it, over a real API server, Postgres and S3 server. */
import { randomBytes } from 'node:crypto';
import { type LiveStream, type LiveStreamInput, liveStreamKind } from '@kubecast/crds/livestream';
import { apiVersion, shardLabel } from '@kubecast/crds/names';
import { type Recording, type RecordingInput, recordingKind } from '@kubecast/crds/recording';
import type { ObjectStore } from '@kubecast/media/object-store';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { createRuntimeMetrics } from '@kubecast/runtime/metrics';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import type { Databases } from '../../database/databases.ts';
import { runProjection } from '../run-projection.ts';

export interface ProjectionBed {
  readonly client: KubernetesClient;
  /** The test's own: of the resources and of the Lease. */
  readonly namespace: string;
  readonly databases: Databases;
  readonly stores: { readonly recordings: ObjectStore; readonly videos: ObjectStore };
}

export interface RunningProjection extends AsyncDisposable {
  readonly registry: Registry;
  /** As on SIGTERM. */
  readonly end: () => Promise<void>;
}

/** Compares seldom, so that what is seen was followed; give another time to see comparing heal. */
const defaultSweepMs = 600_000;

/** One replica. */
export const startProjection = (
  { client, namespace, databases, stores }: ProjectionBed,
  sweepMs = defaultSweepMs,
): RunningProjection => {
  const registry = new Registry();
  const stop = new AbortController();
  const config = {
    KUBECAST_WATCH_NAMESPACES: [namespace],
    KUBECAST_LEASE_NAME: 'projection',
    POD_NAMESPACE: namespace,
    POD_NAME: `api-${randomBytes(4).toString('hex')}`,
  };
  const dependencies = { databases, cluster: client, stores, logger: pino({ level: 'silent' }), now: () => new Date() };
  const timing = { sweepMs, sweepAgainMs: 200, backoffCapMs: 500 };
  const metrics = createRuntimeMetrics(registry);
  const running = runProjection({ config, dependencies, metrics, timing }, stop.signal);
  const end = async (): Promise<void> => {
    stop.abort(new Error('The test ends'));
    await running;
  };
  return { registry, end, [Symbol.asyncDispose]: end };
};

/** No operator takes care of what carries it: these resources are for the projection alone. */
const labels = { [shardLabel]: 'projection-tests' };

/** A stranger's `kubectl apply`. */
export const applyLiveStream = (
  { client, namespace }: ProjectionBed,
  name: string,
  {
    spec = {},
    annotations = {},
  }: Pick<LiveStreamInput, 'spec'> & Pick<LiveStreamInput['metadata'], 'annotations'> = {},
): Promise<LiveStream> => {
  const object: LiveStreamInput = {
    apiVersion,
    kind: 'LiveStream',
    metadata: { name, namespace, labels, annotations },
    spec,
  };
  return client.apply<LiveStream>(liveStreamKind, object as LiveStream, { fieldManager: 'a-person' });
};

/** The same of a Recording. */
export const applyRecording = (
  { client, namespace }: ProjectionBed,
  name: string,
  spec: RecordingInput['spec'],
): Promise<Recording> => {
  const object: RecordingInput = { apiVersion, kind: 'Recording', metadata: { name, namespace, labels }, spec };
  return client.apply<Recording>(recordingKind, object as Recording, { fieldManager: 'a-person' });
};

/** As the operator tells how a resource stands. */
export const tellRecording = (
  { client }: ProjectionBed,
  { metadata }: Recording,
  status: NonNullable<Recording['status']>,
): Promise<Recording> => {
  const { name, namespace, uid } = metadata;
  const object = { apiVersion, kind: 'Recording', metadata: { name, namespace, uid }, status };
  return client.applyStatus<Recording>(recordingKind, object as Recording, { fieldManager: 'an-operator' });
};
