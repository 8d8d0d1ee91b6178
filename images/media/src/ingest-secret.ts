/**
 * The Secret `<stream>-ingest` with what an encoder needs: the operator makes it, the api shows it to the stream's owner and
 * replaces its passphrase, the pod mounts it.
 */
import { randomBytes } from 'node:crypto';

/** The keys of the Secret. */
export const credentialKeys = { streamId: 'streamId', passphrase: 'passphrase' } as const;

/** The Secret that the operator makes when the spec names none. */
export const ingestSecretName = (stream: string): string => `${stream}-ingest`;

/** A new passphrase of 32 characters (192 random bits), none of which a URL would change. */
export const newPassphrase = (): string => randomBytes(24).toString('base64url');
