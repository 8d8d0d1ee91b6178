/**
 * A second release of the chart beside the first, in a namespace of its own: it serves only that namespace's LiveStreams of
 * its own shard, and keeps them in another object store. The images are the first release's.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { secrets } from '@kubecast/runtime/core-kinds';
import { z } from 'zod';
import { systemNamespace, type TestCluster } from './cluster.ts';
import { kubectlEnvironment } from './stream-credentials.ts';

const run = promisify(execFile);
const chart = join(import.meta.dirname, '..', '..', 'charts', 'kubecast');

export interface SecondRelease {
  /** Of its shard; LiveStreams carry it as a label. */
  readonly shard: string;
  remove(): Promise<void>;
}

export interface ReleaseStore {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const name = 'second';
const secretName = 'second-store';

const helm = async (...words: readonly string[]): Promise<string> => {
  const { stdout } = await run('helm', words, { env: kubectlEnvironment, timeout: 300_000 });
  return stdout;
};

const valuesFor = ({ namespace }: TestCluster, { endpoint }: ReleaseStore) => ({
  crds: { enabled: false },
  watchNamespaces: [namespace],
  operator: { shard: namespace },
  minio: { enabled: false },
  objectStore: { credentials: 'static', external: { endpoint, existingSecret: secretName } },
  gateway: { enabled: false },
  api: { enabled: false },
  edge: { replicas: 1 },
  web: { replicas: 1 },
  networkPolicies: { enabled: false },
});

const imageSchema = z.object({ image: z.unknown() });

/** Installs it into the cluster's namespace and waits until it is ready. */
export const installSecondRelease = async (cluster: TestCluster, store: ReleaseStore): Promise<SecondRelease> => {
  const { namespace } = cluster;
  const { accessKeyId, secretAccessKey } = store;
  await cluster.client.create(secrets, {
    ...{ apiVersion: 'v1', kind: 'Secret', metadata: { name: secretName, namespace } },
    stringData: { accessKeyId, secretAccessKey },
  });
  const first = await helm('get', 'values', 'kubecast', '--namespace', systemNamespace, '--output', 'json');
  const values = { ...imageSchema.parse(JSON.parse(first)), ...valuesFor(cluster, store) };
  const sets = Object.entries(values).flatMap(([key, value]) => ['--set-json', `${key}=${JSON.stringify(value)}`]);
  const waits = ['--wait', '--wait-for-jobs', '--timeout', '4m'];
  await helm('install', name, chart, '--namespace', namespace, ...sets, ...waits);
  return {
    shard: namespace,
    remove: async () => {
      await helm('uninstall', name, '--namespace', namespace, '--wait');
    },
  };
};
