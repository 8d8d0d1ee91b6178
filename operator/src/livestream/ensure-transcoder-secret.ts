import { fieldManager } from '@kubecast/crds/names';
import { applyObject } from '@kubecast/runtime/apply';
import { assertApplicable } from '@kubecast/runtime/apply-ownership';
import { secrets } from '@kubecast/runtime/core-kinds';
import { transcoderAccess } from '../credentials/transcoder-access.ts';
import { assertThere } from './assert-there.ts';
import { desiredTranscoderSecret } from './desired-transcoder-secret.ts';
import type { LiveStreamDependencies } from './live-stream-dependencies.ts';
import type { LiveStreamScope } from './live-stream-scope.ts';
import { transcoderSecretState } from './transcoder-secret-facts.ts';

const issue = async (
  dependencies: LiveStreamDependencies,
  scope: LiveStreamScope,
  signal: AbortSignal,
): Promise<void> => {
  const { client, issuer, tokensFor, transcoderSecrets, settings } = dependencies;
  const { liveStream, transcoderSecret, log } = scope;
  const { namespace, name: stream } = liveStream.metadata;
  if (!transcoderSecret) await assertThere(dependencies, scope, signal);
  const credentials = await issuer.issue(transcoderAccess(settings.objectStore.bucket, { namespace, stream }), signal);
  const tokens = tokensFor({ namespace, stream });
  const desired = desiredTranscoderSecret(liveStream, { tokens, credentials, source: issuer.source });
  if (transcoderSecret) assertApplicable(desired, transcoderSecret);
  // The store holds metadata only: what to compare with is the server's.
  log.info({ expiresAt: credentials.lifetime?.expiresAt }, 'Issuing object-store credentials');
  const { object } = await applyObject(client, secrets, { desired, fieldManager, signal });
  scope.renewCredentialsAt = transcoderSecrets.remember(object).renewAt;
};

/**
 * Ensures that the Secret `<name>-transcoder` holds the derived tokens and credentials that live for at least half their
 * time more.
 *
 * Sets `renewCredentialsAt`. Credentials that are due are renewed; where that fails while the old ones still serve, the pass goes on and the failure
 * is a `setback`. Throws CredentialsRefusedError where there is nothing to start a pod with.
 */
export const ensureTranscoderSecret = async (
  dependencies: LiveStreamDependencies,
  scope: LiveStreamScope,
  signal: AbortSignal,
): Promise<void> => {
  const { transcoderSecrets, issuer, now } = dependencies;
  const facts = scope.transcoderSecret && (await transcoderSecrets.read(scope.transcoderSecret, signal));
  const state = transcoderSecretState(facts, issuer.source, now());
  scope.renewCredentialsAt = facts?.renewAt;
  if (state === 'current') return;
  try {
    await issue(dependencies, scope, signal);
  } catch (error) {
    if (state === 'useless' || !(error instanceof Error)) throw error;
    scope.setback = error;
  }
};
