/** Turns the API server's refusal of a Job or its pod into what follows: a person acts, or it is tried again. */
import { recordingStalledReasons } from '@kubecast/crds/conditions';
import { ApiError, isNamespaceTerminating } from '@kubecast/runtime/api-error';
import { StalledError } from '@kubecast/runtime/reconcile-error';

/** The operator itself may not: a fault of the installation, not of this Recording. */
const isMissingPermission = ({ serverMessage }: ApiError): boolean => /^\S+ is forbidden: User "/.test(serverMessage);

const judgements = new Set([400, 403, 422]);

/** Anything that is not the API server's judgement on this very Job or pod is returned as it is. */
export const explainJobRefusal = (error: unknown): unknown => {
  if (!(error instanceof ApiError)) return error;
  const isLeaving: boolean = isNamespaceTerminating(error);
  if (isLeaving || !judgements.has(error.status) || isMissingPermission(error)) return error;
  return new StalledError(
    recordingStalledReasons.jobRefused,
    `The cluster refuses the recorder: ${error.serverMessage}. Allow it there, or raise the quota; it is tried again every half minute`,
    { cause: error },
  );
};
