import { fieldManager } from '@kubecast/crds/names';
import { applyObject } from '@kubecast/runtime/apply';
import { secrets } from '@kubecast/runtime/core-kinds';
import { isControlledBy } from '@kubecast/runtime/kubernetes-object';
import { credentialFacts } from '../credentials/credential-annotations.ts';
import { recorderAccess } from '../credentials/recorder-access.ts';
import { desiredRecorderSecret } from './desired-recorder-secret.ts';
import { recordingNameOf } from './recording-child-metadata.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';
import { lookAgain, type RecordingScope } from './recording-scope.ts';

const isCurrent = ({ issuer, now }: RecordingDependencies, { secret, recording }: RecordingScope): boolean => {
  if (!secret || !isControlledBy(secret, recording)) return false;
  const { source, renewAt } = credentialFacts(secret.metadata.annotations);
  return source === issuer.source && (renewAt === undefined || renewAt > now());
};

/**
 * Ensures that the Secret `<name>-recorder` holds the token of the progress and credentials that last for half their life at
 * least. A recorder reads them again whenever it needs them.
 *
 * Throws CredentialsRefusedError where the store gives none, StalledError where somebody else has the Secret's name.
 */
export const ensureRecorderSecret = async (
  dependencies: RecordingDependencies,
  scope: RecordingScope,
  signal: AbortSignal,
): Promise<void> => {
  const { client, issuer, settings, progressTokenFor, now } = dependencies;
  const { recording, secret, log } = scope;
  if (isCurrent(dependencies, scope)) {
    const { renewAt } = credentialFacts(secret?.metadata.annotations);
    if (renewAt) lookAgain(scope, renewAt.getTime() - now().getTime());
    return;
  }
  const buckets = { segments: settings.objectStore.bucket, recordings: settings.recordingsBucket };
  const credentials = await issuer.issue(recorderAccess(buckets, recordingNameOf(recording)), signal);
  const progressToken = progressTokenFor(recording);
  const desired = desiredRecorderSecret(recording, { progressToken, credentials, source: issuer.source });
  log.info({ expiresAt: credentials.lifetime?.expiresAt }, 'Issuing object-store credentials');
  await applyObject(client, secrets, { desired, fieldManager, signal });
};
