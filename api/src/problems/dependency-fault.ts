/** What Kubernetes or the object store failed with, as problems: the caller learns that it may come again, not why. */
import { BucketRefusesError, StoreUnreachableError } from '@kubecast/media/object-store-error';
import { ApiError as ClusterRefusal, isConflict } from '@kubecast/runtime/api-error';
import { NetworkError } from '@kubecast/runtime/transport-error';
import { ApiError } from './api-error.ts';

const againInSeconds = 5;

const unavailable = (code: 'ClusterUnavailable' | 'StoreUnavailable', what: string, cause: unknown): ApiError =>
  new ApiError(code, `Could not finish the request: ${what} does not answer; try again in a moment`, {
    cause,
    retryAfterSeconds: againInSeconds,
  });

const clusterRefusal = (error: ClusterRefusal): ApiError | undefined => {
  if (error.status >= 500 || error.status === 429) return unavailable('ClusterUnavailable', 'Kubernetes', error);
  if (!isConflict(error)) return undefined;
  const detail = 'Could not change it: somebody else did so meanwhile; read it again and try again';
  return new ApiError('Conflict', detail, { cause: error });
};

/** The problem that an error of Kubernetes or the store is; undefined for one that is a mistake of ours, or another's. */
export const dependencyFault = (error: Error): ApiError | undefined => {
  if (error instanceof NetworkError) return unavailable('ClusterUnavailable', 'Kubernetes', error);
  if (error instanceof ClusterRefusal) return clusterRefusal(error);
  const isOfStore = error instanceof StoreUnreachableError || error instanceof BucketRefusesError;
  return isOfStore ? unavailable('StoreUnavailable', 'the object store', error) : undefined;
};
