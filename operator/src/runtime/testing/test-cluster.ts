/** The cluster that integration tests run against: `KUBECONFIG`'s, else the one that `make up` made. */
import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { KubernetesClient } from '../client.ts';
import type { ClusterAccess } from '../cluster-access.ts';
import { namespaces } from '../core-kinds.ts';
import { createClient } from '../create-client.ts';
import { loadClusterAccess } from '../kubeconfig.ts';

/** The kubeconfig file of the tests. */
export const testKubeconfigFile = (): string =>
  process.env.KUBECONFIG || join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'kubecast', 'kubeconfig');

export const testClusterAccess = (): ClusterAccess => loadClusterAccess({ file: testKubeconfigFile() });

/** A client for the cluster itself, or through `access`. The caller closes it. */
export const createTestClient = (access: ClusterAccess = testClusterAccess()): KubernetesClient =>
  createClient({ access, userAgent: 'kubecast-tests' });

/** What the namespaces of tests have, and no others. */
export const testNamespaceLabel = 'kubecast.dev/test-namespace';

/** A namespace of a test's own; its deletion goes on after `remove` returns. */
export interface TestNamespace {
  readonly name: string;
  remove(): Promise<void>;
}

/** Makes a namespace with a name that nothing else has: `test-<purpose>-<random>`. */
export const createTestNamespace = async (
  client: KubernetesClient,
  purpose: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<TestNamespace> => {
  const name = `test-${purpose}-${randomBytes(4).toString('hex')}`;
  await client.create(namespaces, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { ...labels, [testNamespaceLabel]: 'true' } },
  });
  return { name, remove: () => client.delete(namespaces, { name }) };
};
