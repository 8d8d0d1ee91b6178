/** Turns the API server's refusal of a pod into what follows: a person acts, or it is tried again. */
import { readyReasons, stalledReasons } from '@kubecast/crds/conditions';
import { ApiError, isForbidden } from '@kubecast/runtime/api-error';
import { StalledError, WaitingError } from '@kubecast/runtime/reconcile-error';

const quotaRetryMs = 30_000;

/** The operator itself may not: a fault of the installation, not of the stream. */
const isMissingPermission = ({ serverMessage }: ApiError): boolean => /^\S+ is forbidden: User "/.test(serverMessage);

const isQuota = ({ serverMessage }: ApiError): boolean => serverMessage.includes('exceeded quota');

/** The server's causes where it lists them, else its message. */
const causesOf = ({ causes, serverMessage }: ApiError): string =>
  causes.length > 0
    ? causes.map(({ field, message }) => `${field ?? 'pod'}: ${message ?? 'invalid'}`).join('; ')
    : serverMessage;

const templateInvalid = (error: ApiError): StalledError =>
  new StalledError(
    stalledReasons.podTemplateInvalid,
    `The cluster refuses the pod: ${causesOf(error)}. Correct spec.podTemplate, or allow this in the cluster`,
    { cause: error },
  );

/** Anything that is not the API server's judgement on this very pod is returned as it is. */
export const explainPodRefusal = (error: unknown): unknown => {
  if (!(error instanceof ApiError)) return error;
  if (error.status === 422 || error.status === 400) return templateInvalid(error);
  if (!isForbidden(error) || isMissingPermission(error)) return error;
  if (!isQuota(error)) return templateInvalid(error);
  return new WaitingError(
    readyReasons.podRefused,
    `The pod does not fit the namespace's quota: ${error.serverMessage}. Raise the quota or free some of it`,
    quotaRetryMs,
  );
};
