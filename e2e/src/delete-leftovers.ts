/**
 * What runs that were cut off have left in the cluster: its pods ask for processors, and there are not many on a laptop. A run that
 * goes on beside this one loses nothing.
 */
import { liveStreamKind } from '@kubecast/crds/livestream';
import { annotations } from '@kubecast/crds/names';
import { isNotFound } from '@kubecast/runtime/api-error';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { namespaces } from '@kubecast/runtime/core-kinds';
import type { KubernetesObject } from '@kubecast/runtime/kubernetes-object';
import { createTestClient } from '@kubecast/runtime/testing/test-cluster';
import { runSql } from './run-sql.ts';

/** No file of tests takes longer. */
const longestRunMs = 30 * 60_000;
const testNamespace = /^test-[a-z0-9-]+-[0-9a-f]{8}$/;
/** As `inventAccount` makes them. */
const testAccounts = `SELECT id FROM users WHERE email ~ '-[0-9a-f]{8}@example\\.org$'`;

const isLeft = ({ metadata }: KubernetesObject): boolean =>
  Date.now() - Date.parse(metadata.creationTimestamp ?? '') > longestRunMs;

const nothingWhenGone = (error: unknown): void => {
  if (!isNotFound(error)) throw error;
};

const deleteNamespaces = async (client: KubernetesClient): Promise<void> => {
  const { items } = await client.list(namespaces, {});
  const left = items.filter((namespace) => testNamespace.test(namespace.metadata.name ?? '') && isLeft(namespace));
  for (const { metadata } of left) {
    await client.delete(namespaces, { name: metadata.name ?? '' }).catch(nothingWhenGone);
  }
};

/** Those that accounts of tests made, in the namespace of the api. */
const deleteStreams = async (client: KubernetesClient): Promise<void> => {
  const owners = new Set((await runSql('auth_db', `COPY (${testAccounts}) TO STDOUT`)).trim().split('\n'));
  const { items } = await client.list(liveStreamKind, {});
  const left = items.filter(
    (stream) => owners.has(stream.metadata.annotations?.[annotations.owner] ?? '') && isLeft(stream),
  );
  for (const { metadata } of left) {
    await client.delete(liveStreamKind, { namespace: metadata.namespace, name: metadata.name }).catch(nothingWhenGone);
  }
};

/** See the file header. Where there is no cluster, or nothing of ours in it, nothing is left: the tests themselves say what they miss. */
export const deleteLeftovers = async (): Promise<void> => {
  const client = createTestClient();
  try {
    await deleteNamespaces(client);
    await deleteStreams(client);
  } catch (error) {
    console.log('What earlier tests left was not deleted:', error instanceof Error ? error.message : error);
  } finally {
    await client.close();
  }
};
