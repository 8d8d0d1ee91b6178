/**
 * Object-store credentials for one pod. Where the store has STS they are bound by a session policy to the pod's own keys and
 * end by themselves; where it has none (`static`), the pod gets the configured keys, which reach the whole bucket: a limit that
 * `docs/decisions/0006-scoped-credentials.md` states.
 */
import type { BucketAccess } from './session-policy.ts';

/** From when to when credentials hold, and when to make new ones: half-way. */
export interface CredentialLifetime {
  readonly expiresAt: Date;
  readonly renewAt: Date;
}

/** What an S3 client signs with. */
export interface StoreCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Empty for long-lived keys. */
  readonly sessionToken: string;
  /** Absent: they do not end. */
  readonly lifetime?: CredentialLifetime | undefined;
}

/** Who gets credentials, and for what. */
export interface StoreGrant {
  /** For messages and the store's own log: `live/main`. */
  readonly holder: string;
  readonly access: readonly BucketAccess[];
}

/** Makes credentials for pods. */
export interface CredentialIssuer {
  /** Changes when credentials that were made before are of no use any more, such as after the root key was rotated. */
  readonly source: string;
  /** @throws CredentialsRefusedError when the store does not give any */
  issue(grant: StoreGrant, signal: AbortSignal): Promise<StoreCredentials>;
}

/** The object store gave no credentials. `message` says what was asked of whom and what to check. */
export class CredentialsRefusedError extends Error {
  override readonly name = 'CredentialsRefusedError';
}

/** The half of `life` is over at `renewAt`. */
export const lifetimeFrom = (issuedAt: Date, expiresAt: Date): CredentialLifetime => ({
  expiresAt,
  renewAt: new Date((issuedAt.getTime() + expiresAt.getTime()) / 2),
});
