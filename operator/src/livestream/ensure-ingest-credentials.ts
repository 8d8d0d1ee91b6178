import { fieldManager, managedBy } from '@kubecast/crds/names';
import { isAlreadyExists } from '@kubecast/runtime/api-error';
import { assertApplicable } from '@kubecast/runtime/apply-ownership';
import { type Secret, secrets } from '@kubecast/runtime/core-kinds';
import { objectKey } from '@kubecast/runtime/kubernetes-object';
import { StalledError } from '@kubecast/runtime/reconcile-error';
import { assertThere } from './assert-there.ts';
import { credentialsSecretName } from './child-metadata.ts';
import { desiredIngestSecret } from './desired-ingest-secret.ts';
import { checkIngestCredentials, generateIngestCredentials, type IngestCredentials } from './ingest-credentials.ts';
import type { LiveStreamDependencies } from './live-stream-dependencies.ts';
import type { LiveStreamScope } from './live-stream-scope.ts';

/** Judges a Secret with credentials; what a {@link LiveStreamDependencies.ingestSecrets} reader derives. */
export const ingestSecretFacts = ({ metadata, data }: Secret): IngestCredentials =>
  checkIngestCredentials({
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    version: metadata.resourceVersion ?? '',
    data: data ?? {},
    generated: metadata.labels?.['app.kubernetes.io/managed-by'] === managedBy,
  });

const createSecret = async (
  dependencies: LiveStreamDependencies,
  scope: LiveStreamScope,
  signal: AbortSignal,
): Promise<IngestCredentials> => {
  const { client, ingestSecrets } = dependencies;
  const { liveStream, log } = scope;
  await assertThere(dependencies, scope, signal);
  log.info('Creating SRT credentials');
  const desired = desiredIngestSecret(liveStream, generateIngestCredentials(liveStream.metadata.name));
  try {
    return ingestSecrets.remember(await client.create(secrets, desired, { fieldManager, signal }));
  } catch (error) {
    if (!isAlreadyExists(error)) throw error;
    // The informer is behind, or the Secret is somebody else's: the server knows.
    const live = await client.get(secrets, desired.metadata, { signal });
    assertApplicable(desired, live);
    return ingestSecrets.remember(live);
  }
};

const generatedCredentials = async (
  dependencies: LiveStreamDependencies,
  scope: LiveStreamScope,
  signal: AbortSignal,
): Promise<IngestCredentials> => {
  const { credentialsSecret, liveStream } = scope;
  if (credentialsSecret) {
    assertApplicable(desiredIngestSecret(liveStream, { streamId: '', passphrase: '' }), credentialsSecret);
    const credentials = await dependencies.ingestSecrets.read(credentialsSecret, signal);
    if (credentials) return credentials;
  }
  return createSecret(dependencies, scope, signal);
};

const givenCredentials = async (
  { ingestSecrets }: LiveStreamDependencies,
  { liveStream, credentialsSecret }: LiveStreamScope,
  signal: AbortSignal,
): Promise<IngestCredentials> => {
  const credentials = credentialsSecret && (await ingestSecrets.read(credentialsSecret, signal));
  if (credentials) return credentials;
  const { namespace } = liveStream.metadata;
  return checkIngestCredentials({
    namespace,
    name: credentialsSecretName(liveStream),
    version: '',
    data: undefined,
    generated: false,
  });
};

/**
 * Ensures that the stream has usable SRT credentials: the Secret that its spec names, or else `<name>-ingest`, which is
 * created once and never overwritten (so that a rotation by hand holds).
 *
 * Sets `streamId` and `credentialsVersion`. Throws StalledError where the Secret is missing, incomplete or unusable.
 */
export const ensureIngestCredentials = async (
  dependencies: LiveStreamDependencies,
  scope: LiveStreamScope,
  signal: AbortSignal,
): Promise<void> => {
  const isGiven = scope.liveStream.spec.ingest.srt.credentialsSecretRef !== undefined;
  const find = isGiven ? givenCredentials : generatedCredentials;
  const credentials = await find(dependencies, scope, signal);
  if (!credentials.valid) {
    dependencies.streamIds.release(objectKey(scope.liveStream));
    throw new StalledError(credentials.reason, credentials.message);
  }
  scope.streamId = credentials.streamId;
  scope.credentialsVersion = credentials.version;
};
