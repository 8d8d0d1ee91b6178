/** Opens what the program works with: keys, databases, object stores, the cluster. Nothing is asked yet but the files. */
import { credentialFiles } from '@kubecast/media/credential-files';
import { KeyFiles } from '@kubecast/media/key-files';
import type { Logger } from '@kubecast/media/logger';
import { ObjectStore } from '@kubecast/media/object-store';
import type { Life } from '@kubecast/media/run-together';
import { createClient } from '@kubecast/runtime/create-client';
import { loadClusterAccess } from '@kubecast/runtime/kubeconfig';
import type { RuntimeMetrics } from '@kubecast/runtime/metrics';
import type { ApiConfiguration } from './api-configuration.ts';
import { readApiKeys } from './api-keys.ts';
import { createAccessTokens } from './auth/access-tokens.ts';
import { passwordFile, readCertificateAuthority } from './database/connection-settings.ts';
import type { Databases } from './database/databases.ts';
import { openDatabases } from './database/open-databases.ts';
import { addPoolMetrics } from './database/pool-metrics.ts';
import type { Dependencies } from './dependencies.ts';
import { createRealtime } from './realtime/realtime.ts';
import { watchStreamPods } from './realtime/stream-pods.ts';

const storeTimeoutMs = 10_000;
/** While a store copies an object of a recording it says nothing. */
const storeSilenceMs = 300_000;

/** Everything but `ending`, which comes with the life that uses it. */
export interface OpenDependencies {
  readonly dependencies: Omit<Dependencies, 'ending'>;
  /** A connection to each database that no request uses: requests that wait for theirs must not look as if it were away. */
  readonly watchedDatabases: Databases;
  /** Keeps the keys fresh. */
  readonly runKeyFiles: Life;
  /** When all lives have ended. */
  readonly close: () => Promise<void>;
}

const openPools = async (config: ApiConfiguration, logger: Logger) => {
  const { poolSize, ...location } = config.KUBECAST_POSTGRES;
  const directory = config.KUBECAST_SECRETS_DIRECTORY;
  const password = passwordFile(directory, 'postgresPassword');
  const access = { location, password, ...(await readCertificateAuthority(directory)) };
  const { databases, close } = openDatabases({ access, poolSize, logger });
  const watched = openDatabases({ access, poolSize: 1, logger });
  const closeAll = async (): Promise<void> => {
    await Promise.all([close(), watched.close()]);
  };
  return { databases, watchedDatabases: watched.databases, close: closeAll };
};

const openStores = (config: ApiConfiguration): Dependencies['stores'] => {
  const credentials = credentialFiles(config.KUBECAST_SECRETS_DIRECTORY);
  const open = (bucket: string): ObjectStore => {
    const location = { ...config.KUBECAST_OBJECT_STORE, bucket };
    return new ObjectStore({ location, credentials, timeoutMs: storeTimeoutMs, silenceMs: storeSilenceMs });
  };
  return { recordings: open(config.KUBECAST_RECORDINGS_BUCKET), videos: open(config.KUBECAST_VIDEOS_BUCKET) };
};

const openCluster = ({ client: metrics }: RuntimeMetrics) =>
  createClient({ access: loadClusterAccess(), userAgent: 'kubecast-api/0.1.0', metrics });

/** @throws when the configuration's files or the cluster's address are not to be had */
export const openDependencies = async (
  config: ApiConfiguration,
  logger: Logger,
  metrics: RuntimeMetrics,
): Promise<OpenDependencies> => {
  const keyFiles = await KeyFiles.open(config.KUBECAST_SECRETS_DIRECTORY, readApiKeys, logger);
  const cluster = openCluster(metrics);
  const { databases, watchedDatabases, close: closePools } = await openPools(config, logger);
  addPoolMetrics(metrics.registry, databases);
  const stores = openStores(config);
  const pods = watchStreamPods({ client: cluster, namespaces: config.KUBECAST_WATCH_NAMESPACES, logger });
  const { registry } = metrics;
  const now = () => new Date();
  const accessTokens = createAccessTokens({ keys: () => keyFiles.keys.accessTokenKeys, now });
  const shared = { databases, registry, logger, keys: () => keyFiles.keys, accessTokens, now };
  const realtime = createRealtime({ ...shared, pods });
  const close = async (): Promise<void> => {
    for (const store of Object.values(stores)) store.close();
    await Promise.all([closePools(), cluster.close()]);
  };
  return {
    dependencies: { ...shared, cluster, stores, realtime },
    watchedDatabases,
    runKeyFiles: (ending) => keyFiles.run(ending),
    close,
  };
};
