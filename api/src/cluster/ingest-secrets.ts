/** The Secret `<stream>-ingest` that the operator made: read for the owner, and its passphrase replaced. No other Secret. */
import type { LiveStream } from '@kubecast/crds/livestream';
import { managedBy } from '@kubecast/crds/names';
import { credentialKeys, ingestSecretName, newPassphrase } from '@kubecast/media/ingest-secret';
import { isNotFound } from '@kubecast/runtime/api-error';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { type Secret, secrets } from '@kubecast/runtime/core-kinds';
import { isControlledBy } from '@kubecast/runtime/kubernetes-object';
import { z } from 'zod';
import { apiFieldManager, clusterTimeoutMs } from './field-manager.ts';

const decoded = z.string().transform((text) => Buffer.from(text, 'base64').toString('utf8'));

/** What the operator's rule lets through (`ingest-credentials.ts` there): nothing that a URL would change. */
const schema = z.object({
  [credentialKeys.streamId]: decoded.pipe(z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)),
  [credentialKeys.passphrase]: decoded.pipe(z.string().regex(/^[A-Za-z0-9_-]{10,79}$/)),
});

/** What an encoder needs beside the address. */
export interface IngestCredentials {
  readonly streamId: string;
  /** The secret part. */
  readonly passphrase: string;
}

const timeoutMs = clusterTimeoutMs;

/** True when it was made for this very LiveStream by the operator, and nobody put another in its place. */
const isOurs = (secret: Secret, liveStream: LiveStream): boolean =>
  isControlledBy(secret, liveStream) && secret.metadata.labels?.['app.kubernetes.io/managed-by'] === managedBy;

const findSecret = async (client: KubernetesClient, { metadata }: LiveStream): Promise<Secret | undefined> => {
  const reference = { namespace: metadata.namespace, name: ingestSecretName(metadata.name) };
  try {
    return await client.get(secrets, reference, { timeoutMs });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
};

const credentialsOf = (secret: Secret | undefined, liveStream: LiveStream): IngestCredentials | undefined =>
  secret && isOurs(secret, liveStream) ? schema.safeParse(secret.data).data : undefined;

/** Undefined as long as the operator has not made them. */
export const readIngestCredentials = async (
  client: KubernetesClient,
  liveStream: LiveStream,
): Promise<IngestCredentials | undefined> => credentialsOf(await findSecret(client, liveStream), liveStream);

/**
 * Replaces the passphrase; the operator and the pod see to it that the next connect needs the new one. Undefined as long as
 * there is none to replace.
 *
 * @throws ApiError of the runtime, `isConflict` when somebody else replaced it meanwhile
 */
export const rotatePassphrase = async (
  client: KubernetesClient,
  liveStream: LiveStream,
): Promise<IngestCredentials | undefined> => {
  const secret = await findSecret(client, liveStream);
  if (!secret || !isOurs(secret, liveStream)) return undefined;
  const { uid, resourceVersion } = secret.metadata;
  const data = { [credentialKeys.passphrase]: Buffer.from(newPassphrase()).toString('base64') };
  // Before the write: nothing is replaced that cannot be told of afterwards.
  const credentials = schema.safeParse({ ...secret.data, ...data }).data;
  if (!credentials) return undefined;
  const patch = { metadata: { uid, resourceVersion }, data };
  await client.mergePatch(secrets, secret.metadata, { patch, fieldManager: apiFieldManager, timeoutMs });
  return credentials;
};
