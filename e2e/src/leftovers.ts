/** What runs that were cut off have left in the cluster: pods that ask for processors, of which a laptop has few. */
import { liveStreamKind } from '@kubecast/crds/livestream';
import { annotations } from '@kubecast/crds/names';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { namespaces } from '@kubecast/runtime/core-kinds';
import { deleteObject } from '@kubecast/runtime/delete-object';
import type { KubernetesObject } from '@kubecast/runtime/kubernetes-object';
import { createTestClient, testNamespaceLabel } from '@kubecast/runtime/testing/test-cluster';
import { apiNamespace } from './cluster.ts';
import { runSql } from './run-sql.ts';

/** No test and no round of chaos keeps a namespace or an account for so long. */
const longestRunMs = 2 * 3_600_000;
/** As `inventAccount` makes them. */
const testAccounts = `SELECT id FROM users WHERE email ~ '-[0-9a-f]{8}@example\\.org$'`;

/** Pure: those that are older than any run that goes on. */
export const leftOf = <T extends KubernetesObject>(objects: readonly T[], nowMs: number): readonly T[] =>
  objects.filter(({ metadata }) => nowMs - Date.parse(metadata.creationTimestamp ?? '') > longestRunMs);

/** Pure: what one of the users made by the api. What has no owner is somebody else's. */
export const ownedBy = <T extends KubernetesObject>(owners: ReadonlySet<string>, objects: readonly T[]): readonly T[] =>
  objects.filter(({ metadata }) => {
    const owner = metadata.annotations?.[annotations.owner];
    return owner !== undefined && owners.has(owner);
  });

const deleteNamespaces = async (client: KubernetesClient): Promise<void> => {
  const { items } = await client.list(namespaces, { labelSelector: testNamespaceLabel });
  for (const left of leftOf(items, Date.now())) await deleteObject(client, namespaces, left);
};

const deleteStreams = async (client: KubernetesClient): Promise<void> => {
  const ids = await runSql('auth_db', `COPY (${testAccounts}) TO STDOUT`);
  const { items } = await client.list(liveStreamKind, { namespace: apiNamespace });
  const left = leftOf(ownedBy(new Set(ids.split(/\s+/)), items), Date.now());
  for (const stream of left) await deleteObject(client, liveStreamKind, stream);
};

/** Where there is no cluster, or nothing of ours in it, nothing is deleted: the tests themselves say what they miss. */
export const deleteLeftovers = async (): Promise<void> => {
  let client: KubernetesClient | undefined;
  try {
    client = createTestClient();
    await deleteNamespaces(client);
    await deleteStreams(client);
  } catch (error) {
    console.log('What earlier tests left was not deleted:', error instanceof Error ? error.message : error);
  } finally {
    await client?.close();
  }
};
