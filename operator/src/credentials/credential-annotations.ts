/** What a Secret with credentials says about them, for everyone to read: when new ones are due, never what they are. */
import { annotations } from '@kubecast/crds/names';
import type { StoreCredentials } from './store-credentials.ts';

/** The annotations of a Secret that holds `credentials` of an issuer of that `source`. */
export const credentialAnnotations = ({ lifetime }: StoreCredentials, source: string): Record<string, string> => ({
  [annotations.secretSource]: source,
  ...(lifetime && {
    [annotations.credentialsExpireAt]: lifetime.expiresAt.toISOString(),
    [annotations.credentialsRenewAt]: lifetime.renewAt.toISOString(),
  }),
});

/** What such annotations say. */
export interface CredentialFacts {
  readonly source: string | undefined;
  /** Undefined where the Secret does not tell. */
  readonly issuedAt: Date | undefined;
  readonly expiresAt: Date | undefined;
  readonly renewAt: Date | undefined;
}

const parseTime = (text: string | undefined): Date | undefined => {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time);
};

/** Reads them back; what cannot be read is undefined. */
export const credentialFacts = (notes: Readonly<Record<string, string>> = {}): CredentialFacts => ({
  source: notes[annotations.secretSource],
  issuedAt: parseTime(notes[annotations.credentialsIssuedAt]),
  expiresAt: parseTime(notes[annotations.credentialsExpireAt]),
  renewAt: parseTime(notes[annotations.credentialsRenewAt]),
});
