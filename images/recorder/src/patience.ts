/** How requests of a recorder to its object stores are made again: the one place that knows what may pass, and for how long. */
import type { ObjectStore } from '@kubecast/media/object-store';
import { CredentialsRefusedError, StoreUnreachableError } from '@kubecast/media/object-store-error';
import type { RetryOptions } from '@kubecast/media/retry';

export interface StoreAccess {
  readonly store: ObjectStore;
  readonly signal: AbortSignal;
  /** Told of each request that failed and will be made again. */
  readonly onFault: (error: unknown) => void;
  /** How long the store may fail in a row; ten minutes when not given. */
  readonly patienceMs?: number | undefined;
}

const defaultPatienceMs = 10 * 60_000;
/** Credentials are renewed in files before they end; the new ones reach a pod a minute or so later. */
const credentialsPatienceMs = 2 * 60_000;

/** Options of `retry` for one request. */
export const patience = ({
  signal,
  onFault,
  patienceMs = defaultPatienceMs,
}: Omit<StoreAccess, 'store'>): RetryOptions => ({
  signal,
  onFault,
  mayPass: (error) => error instanceof StoreUnreachableError || error instanceof CredentialsRefusedError,
  limitMs: (error) =>
    error instanceof CredentialsRefusedError ? Math.min(patienceMs, credentialsPatienceMs) : patienceMs,
});
