/**
 * The edge's one life: builds its parts, serves until the signal, then drains. On the signal it is not ready at once and goes
 * on serving for a while, since Services learn of it a little later.
 */
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { buckets } from '@kubecast/crds/names';
import { credentialFiles } from '@kubecast/media/credential-files';
import { drainServer } from '@kubecast/media/drain-server';
import { KeyFiles } from '@kubecast/media/key-files';
import type { Logger } from '@kubecast/media/logger';
import { ObjectStore } from '@kubecast/media/object-store';
import { type Life, runTogether } from '@kubecast/media/run-together';
import { secretsDirectory } from '@kubecast/media/transcoder-config';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { createClient } from '@kubecast/runtime/create-client';
import { HealthServer } from '@kubecast/runtime/health-server';
import { loadClusterAccess } from '@kubecast/runtime/kubeconfig';
import { BucketReader } from './bucket-reader.ts';
import { createEdge } from './edge.ts';
import { bucketNames, type EdgeConfiguration, type EdgeKeys, readEdgeKeys } from './edge-configuration.ts';
import { createEdgeMetrics, type EdgeMetrics } from './edge-metrics.ts';
import { EpochLogs } from './epoch-logs.ts';
import { LiveSource } from './live-source.ts';
import { MemoryCache } from './memory-cache.ts';
import { OriginClient } from './origin-client.ts';
import { OriginSeeker } from './origin-seeker.ts';
import { createPublicServer } from './public-server.ts';
import { RequestMerger } from './request-merger.ts';
import { RouteFile } from './route-file.ts';
import type { RoutingTable } from './routing-table.ts';
import { SessionFates } from './session-fates.ts';
import { watchCluster } from './watch-cluster.ts';

/** Of the pod's own, in memory. */
const routesDirectory = '/var/run/kubecast/routes';
const publicPort = 8080;
const healthPort = 9090;
const stillServingMs = 5_000;
const drainLimitMs = 10_000;
const bucketTimeoutMs = 5_000;

/** A store a bucket, by its name in an URL. */
const openStores = (configuration: EdgeConfiguration) => {
  const location = configuration.KUBECAST_OBJECT_STORE;
  const names = bucketNames(configuration);
  const credentials = credentialFiles(secretsDirectory);
  const open = (bucket: string) =>
    new ObjectStore({ location: { ...location, bucket }, credentials, timeoutMs: bucketTimeoutMs });
  return {
    [buckets.liveSegments]: open(names[buckets.liveSegments]),
    [buckets.recordings]: open(names[buckets.recordings]),
    [buckets.videos]: open(names[buckets.videos]),
  };
};

const buildSources = (
  configuration: EdgeConfiguration,
  keyFiles: KeyFiles<EdgeKeys>,
  table: () => RoutingTable | undefined,
) => {
  const cache = new MemoryCache(configuration.KUBECAST_CACHE_MEBIBYTES * 1024 * 1024);
  const metrics = createEdgeMetrics({ cacheBytes: () => cache.bytes });
  const stores = openStores(configuration);
  const liveSegments = stores[buckets.liveSegments];
  const logs = new EpochLogs(liveSegments);
  const bucket = new BucketReader({
    stores,
    liveSegments,
    readLastEpoch: (stream, signal) => logs.readLast(stream, signal),
    metrics,
  });
  const origins = new OriginClient({ originKey: () => keyFiles.keys.originKey, metrics });
  const merger = new RequestMerger<Awaited<ReturnType<LiveSource['find']>>>(metrics.countMerged);
  const fates = new SessionFates({ bucket, now: () => new Date() });
  const seeker = new OriginSeeker({ origins, originOf: (name) => table()?.find(name)?.origin });
  const live = new LiveSource({ origins: seeker, bucket, cache, merger, fates });
  const close = async (): Promise<void> => {
    await origins.close();
    for (const store of Object.values(stores)) store.close();
  };
  return { metrics, bucket, origins, live, close };
};

interface ViewOptions {
  readonly configuration: EdgeConfiguration;
  readonly logger: Logger;
  readonly client: KubernetesClient;
  readonly metrics: EdgeMetrics;
  readonly onTable: (table: RoutingTable) => void;
}

/** Health answers from the start, so that a slow first sync is seen as what it is, and until the last. */
const serveHealth = async ({ registry }: EdgeMetrics, fault: () => string | undefined): Promise<HealthServer> => {
  const server = new HealthServer({ port: healthPort, registry, readiness: [{ name: 'edge', fault }] });
  await server.listen();
  return server;
};

/** The cluster as this edge knows it, beginning with what a former process of the pod knew. */
const openView = async ({ configuration, logger, client, metrics, onTable }: ViewOptions) => {
  const routeFile = new RouteFile(routesDirectory, logger);
  const view = watchCluster({
    client,
    namespaces: configuration.KUBECAST_WATCH_NAMESPACES,
    registry: metrics.registry,
    logger,
    onTable,
    remembered: await routeFile.read(),
  });
  const run = async (signal: AbortSignal): Promise<void> => {
    const known = (): RoutingTable | undefined => (view.hasSynced() ? view.routingTable() : undefined);
    await Promise.all([view.run(signal), routeFile.run(known, signal)]);
  };
  return { routingTable: view.routingTable, isUsable: () => view.isUsable(), run };
};

type View = Awaited<ReturnType<typeof openView>>;

/** Serves until the signal, and a little longer. */
const serve = async (listener: RequestListener, logger: Logger, signal: AbortSignal): Promise<void> => {
  const server = createPublicServer(listener, signal).listen(publicPort);
  await once(server, 'listening');
  logger.info({ port: publicPort }, 'Serving');
  if (!signal.aborted) await once(signal, 'abort');
  logger.info('Draining');
  await delay(stillServingMs);
  await drainServer(server, drainLimitMs);
};

/**
 * Runs until `signal`.
 *
 * @throws when the configuration's files, the cluster's address or a port are not to be had; then nothing of it runs on
 */
export const runEdge = async (configuration: EdgeConfiguration, logger: Logger, signal: AbortSignal): Promise<void> => {
  const keyFiles = await KeyFiles.open(secretsDirectory, readEdgeKeys, logger);
  const table = (): RoutingTable | undefined => view.routingTable();
  const { metrics, bucket, origins, live, close } = buildSources(configuration, keyFiles, table);
  const client = createClient({ access: loadClusterAccess(), userAgent: 'kubecast-edge/0.1.0' });
  const onTable = ({ podUids }: RoutingTable): void => origins.keepOnly(podUids);
  const view: View = await openView({ configuration, logger, client, metrics, onTable });
  const listener = createEdge({
    routingTable: table,
    live,
    bucket,
    grantKeys: () => keyFiles.keys.grantKeys,
    allowedOrigins: new Set(configuration.KUBECAST_CORS_ORIGINS),
    metrics,
    logger,
    now: () => new Date(),
  });
  // Ended by the signal, or by a life that failed: it goes on serving for a while, and nobody should come any more.
  let ending = signal;
  const fault = (): string | undefined => {
    if (ending.aborted) return 'ending';
    return view.isUsable() ? undefined : 'waiting for the first list of LiveStreams and pods';
  };
  const lives: readonly Life[] = [
    view.run,
    (signalOfAll) => keyFiles.run(signalOfAll),
    (signalOfAll) => {
      ending = signalOfAll;
      return serve(listener, logger, signalOfAll);
    },
  ];
  try {
    const health = await serveHealth(metrics, fault);
    await runTogether(signal, lives).finally(() => health.close());
  } finally {
    await Promise.all([close(), client.close()]);
  }
};
