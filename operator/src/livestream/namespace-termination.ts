/** A namespace that is being deleted refuses new objects: nothing is wrong, and nobody needs to act. */
import { reconcilingReasons } from '@kubecast/crds/conditions';
import { isForbidden } from '@kubecast/runtime/api-error';
import { WaitingError } from '@kubecast/runtime/reconcile-error';

const retryMs = 5_000;

/** A WaitingError for such a refusal, as it is or as another error's cause; anything else is returned as it is. */
export const explainTermination = (error: unknown): unknown => {
  const refusal = error instanceof Error && isForbidden(error.cause) ? error.cause : error;
  if (!isForbidden(refusal) || !refusal.causes.some(({ reason }) => reason === 'NamespaceTerminating')) return error;
  return new WaitingError(reconcilingReasons.terminating, 'The namespace is being deleted', retryMs);
};
