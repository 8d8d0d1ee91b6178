/**
 * Whether a recorder may have been refused for credentials that serve no more, so that another try is worth it: the next one
 * gets new ones. Pure.
 */
import { recordingStalledReasons } from '@kubecast/crds/conditions';
import type { KubernetesObject } from '@kubecast/runtime/kubernetes-object';
import { credentialFacts } from '../credentials/credential-annotations.ts';
import type { CredentialIssuer } from '../credentials/store-credentials.ts';
import type { EndedJob } from './job-facts.ts';

/** A recorder reads credentials as they are when it starts; the clocks of its node and ours differ. */
const slackMs = 30_000;

/**
 * `secret` is the recorder's, as it is now: issued by another source, ended before the recorder did, or made anew since that
 * began. A refusal that has another cause is told by the next try, whose credentials are new.
 */
export const mayHaveBeenReplaced = (
  { at, end }: Pick<EndedJob, 'at' | 'end'>,
  secret: KubernetesObject | undefined,
  issuer: Pick<CredentialIssuer, 'source'>,
): boolean => {
  if (end.failure?.reason !== recordingStalledReasons.bucketRefuses) return false;
  if (!secret) return false;
  const { source, issuedAt, expiresAt } = credentialFacts(secret.metadata.annotations);
  if (source !== issuer.source || (expiresAt && expiresAt <= at)) return true;
  if (!issuedAt || !end.startedAt) return false;
  return issuedAt.getTime() > end.startedAt.getTime() + slackMs;
};
