/** A namespace that is being deleted refuses new objects: nothing is wrong, and nobody needs to act. */
import { reconcilingReasons } from '@kubecast/crds/conditions';
import { isNamespaceTerminating } from '@kubecast/runtime/api-error';
import { WaitingError } from '@kubecast/runtime/reconcile-error';

const retryMs = 5_000;

/** A WaitingError for such a refusal, as it is or as another error's cause; anything else is returned as it is. */
export const explainTermination = (error: unknown): unknown => {
  const cause = error instanceof Error ? error.cause : undefined;
  if (!isNamespaceTerminating(error) && !isNamespaceTerminating(cause)) return error;
  return new WaitingError(reconcilingReasons.terminating, 'The namespace is being deleted', retryMs);
};
