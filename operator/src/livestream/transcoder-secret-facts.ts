/** What the operator remembers of a Secret `<name>-transcoder`: whether it still serves, never what is in it. */
import { liveStreamLabel } from '@kubecast/crds/names';
import type { StreamName } from '@kubecast/media/keys';
import type { Secret } from '@kubecast/runtime/core-kinds';
import { type CredentialFacts, credentialFacts } from '../credentials/credential-annotations.ts';
import { decodeSecret } from '../credentials/secret-data.ts';
import type { TranscoderTokens } from './desired-transcoder-secret.ts';

/** Facts of one version of the Secret. */
export interface TranscoderSecretFacts extends CredentialFacts {
  /** All keys are there, and the tokens are the derived ones. */
  readonly complete: boolean;
}

/** Reads the Secret's facts; `tokensFor` as in the operator's dependencies. */
export const transcoderSecretFacts = (
  { metadata, data }: Secret,
  tokensFor: (stream: StreamName) => TranscoderTokens,
): TranscoderSecretFacts => {
  const { namespace = '', labels, annotations: notes } = metadata;
  const tokens = tokensFor({ namespace, stream: labels?.[liveStreamLabel] ?? '' });
  const isComplete =
    decodeSecret(data, 'originToken') === tokens.originToken &&
    decodeSecret(data, 'stateToken') === tokens.stateToken &&
    Boolean(decodeSecret(data, 'accessKeyId')) &&
    Boolean(decodeSecret(data, 'secretAccessKey')) &&
    decodeSecret(data, 'sessionToken') !== undefined;
  return { complete: isComplete, ...credentialFacts(notes) };
};

/**
 * - `current`: as wanted;
 * - `due`: still serves, but should be made anew: its credentials are past half their life;
 * - `useless`: the pod cannot work with it.
 */
export type TranscoderSecretState = 'current' | 'due' | 'useless';

/** Judges a Secret, or that there is none. `source` is the issuer's. */
export const transcoderSecretState = (
  facts: TranscoderSecretFacts | undefined,
  source: string,
  now: Date,
): TranscoderSecretState => {
  if (!facts?.complete || facts.source !== source) return 'useless';
  if (facts.expiresAt && facts.expiresAt <= now) return 'useless';
  return facts.renewAt && facts.renewAt <= now ? 'due' : 'current';
};
