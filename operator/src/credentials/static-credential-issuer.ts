/** The configured keys for every pod, where the object store has no STS. */
import type { CredentialIssuer } from './store-credentials.ts';

/** An issuer that hands on `keys`; `source` as in {@link CredentialIssuer}. */
export const createStaticCredentialIssuer = (
  keys: { readonly accessKeyId: string; readonly secretAccessKey: string },
  source: string,
): CredentialIssuer => ({
  source,
  issue: () =>
    Promise.resolve({ accessKeyId: keys.accessKeyId, secretAccessKey: keys.secretAccessKey, sessionToken: '' }),
});
