/**
 * For tests: `/api/streams` over a real API server and a real Postgres. What it creates is in a shard of nobody, so that an
 * operator that is installed there leaves it alone: the test plays the operator.
 */
import { type LiveStream, type LiveStreamInput, liveStreamKind } from '@kubecast/crds/livestream';
import { apiVersion, managedBy, shardLabel } from '@kubecast/crds/names';
import { ingestSecretName } from '@kubecast/media/ingest-secret';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { type Secret, secrets } from '@kubecast/runtime/core-kinds';
import { controllerReference } from '@kubecast/runtime/kubernetes-object';
import { createTestClient, createTestNamespace } from '@kubecast/runtime/testing/test-cluster';
import { startPostgres, type TestPostgres } from '../../../testing/postgres.ts';
import { buildTestApp, type TestApp, type TestAppOptions } from '../../../testing/test-app.ts';

const shard = 'api-tests';
const labels = { [shardLabel]: shard };
export interface StreamsBed extends AsyncDisposable {
  /** The api's, too. */
  readonly client: KubernetesClient;
  /** Where the api creates streams. */
  readonly namespace: string;
  readonly postgres: TestPostgres;
  readonly api: TestApp;
  /** Another replica; the caller closes it. */
  readonly replica: (options?: Partial<TestAppOptions>) => Promise<TestApp>;
}

export const openStreamsBed = async (purpose: string): Promise<StreamsBed> => {
  const client = createTestClient();
  const [postgres, { name: namespace, remove }] = await Promise.all([
    startPostgres(),
    createTestNamespace(client, purpose),
  ]);
  const replica = (options: Partial<TestAppOptions> = {}): Promise<TestApp> =>
    buildTestApp({
      postgres,
      cluster: client,
      config: { KUBECAST_STREAMS_NAMESPACE: namespace, KUBECAST_SHARD: shard },
      ...options,
    });
  const api = await replica();
  const close = async (): Promise<void> => {
    await api.close();
    await Promise.all([postgres.stop(), remove()]);
    await client.close();
  };
  return { client, namespace, postgres, api, replica, [Symbol.asyncDispose]: close };
};

/** A person's `kubectl apply`. */
export const applyStream = (
  { client }: Pick<StreamsBed, 'client'>,
  metadata: LiveStreamInput['metadata'],
  spec: LiveStreamInput['spec'] = {},
): Promise<LiveStream> => {
  const object: LiveStreamInput = { apiVersion, kind: 'LiveStream', metadata: { labels, ...metadata }, spec };
  return client.apply<LiveStream>(liveStreamKind, object as LiveStream, { fieldManager: 'a-person' });
};

/** As the operator does: the Secret with the key. */
export const makeKey = ({ client }: Pick<StreamsBed, 'client'>, liveStream: LiveStream): Promise<Secret> => {
  const { namespace, name } = liveStream.metadata;
  const encode = (text: string): string => Buffer.from(text).toString('base64');
  return client.create(secrets, {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      ...{ namespace, name: ingestSecretName(name) },
      labels: { 'app.kubernetes.io/managed-by': managedBy },
      ownerReferences: [controllerReference(liveStream)],
    },
    data: { streamId: encode(`${name}-id`), passphrase: encode('correct-horse-battery') },
  });
};

/** As the operator does: the status. */
export const tellStatus = (
  { client }: Pick<StreamsBed, 'client'>,
  { metadata }: Pick<LiveStream, 'metadata'>,
  status: object,
): Promise<LiveStream> =>
  client.mergePatch<LiveStream>(liveStreamKind, metadata, { patch: { status }, subresource: 'status' });
