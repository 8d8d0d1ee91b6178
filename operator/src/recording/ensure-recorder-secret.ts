import { fieldManager } from '@kubecast/crds/names';
import { applyObject } from '@kubecast/runtime/apply';
import { secrets } from '@kubecast/runtime/core-kinds';
import { isControlledBy } from '@kubecast/runtime/kubernetes-object';
import { credentialFacts } from '../credentials/credential-annotations.ts';
import { recorderAccess } from '../credentials/recorder-access.ts';
import type { CredentialLifetime } from '../credentials/store-credentials.ts';
import { desiredRecorderSecret } from './desired-recorder-secret.ts';
import { recordingNameOf } from './recording-child-metadata.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';
import { lookAgain, type RecordingScope } from './recording-scope.ts';

/** Renewing may fail while what there is still serves. */
const renewRetryMs = 30_000;

/**
 * - `current`: as wanted;
 * - `due`: still serves, but is past half its life;
 * - `useless`: there is none, the store takes it no more, or it may be what the Job before failed by.
 */
const stateOf = (
  { issuer, now }: RecordingDependencies,
  { secret, recording, predecessor }: RecordingScope,
): 'current' | 'due' | 'useless' => {
  if (predecessor || !secret || !isControlledBy(secret, recording)) return 'useless';
  const { source, renewAt, expiresAt } = credentialFacts(secret.metadata.annotations);
  if (source !== issuer.source || (expiresAt && expiresAt <= now())) return 'useless';
  return renewAt && renewAt <= now() ? 'due' : 'current';
};

const issue = async (
  { client, issuer, settings, progressTokenFor, now }: RecordingDependencies,
  { recording, log }: RecordingScope,
  signal: AbortSignal,
): Promise<CredentialLifetime | undefined> => {
  const buckets = { segments: settings.objectStore.bucket, recordings: settings.recordingsBucket };
  const credentials = await issuer.issue(recorderAccess(buckets, recordingNameOf(recording)), signal);
  const contents = { progressToken: progressTokenFor(recording), credentials, source: issuer.source, issuedAt: now() };
  const desired = desiredRecorderSecret(recording, contents);
  log.info({ expiresAt: credentials.lifetime?.expiresAt }, 'Issuing object-store credentials');
  await applyObject(client, secrets, { desired, fieldManager, signal });
  return credentials.lifetime;
};

/** Nothing else tells that new ones are due: the Recording may wait for its recorder all that time. */
const lookAtRenewal = (scope: RecordingScope, renewAt: Date | undefined, now: Date): void => {
  if (renewAt) lookAgain(scope, renewAt.getTime() - now.getTime());
};

/**
 * Ensures that the Secret `<name>-recorder` holds the token of the progress and credentials that last for half their life at
 * least. A recorder reads them again whenever it needs them.
 *
 * Throws CredentialsRefusedError where the store gives none and none are there that serve, StalledError where somebody else
 * has the Secret's name.
 */
export const ensureRecorderSecret = async (
  dependencies: RecordingDependencies,
  scope: RecordingScope,
  signal: AbortSignal,
): Promise<void> => {
  const state = stateOf(dependencies, scope);
  if (state === 'current') {
    lookAtRenewal(scope, credentialFacts(scope.secret?.metadata.annotations).renewAt, dependencies.now());
    return;
  }
  try {
    const lifetime = await issue(dependencies, scope, signal);
    lookAtRenewal(scope, lifetime?.renewAt, dependencies.now());
  } catch (err) {
    signal.throwIfAborted();
    if (state === 'useless') throw err;
    scope.log.warn({ err }, 'Renewing object-store credentials later');
    lookAgain(scope, renewRetryMs);
  }
};
