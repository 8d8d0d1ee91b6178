/** Puts what a step threw into a condition's words. */
import { readyReasons, reconcilingReasons } from '@kubecast/crds/conditions';
import type { Explanation } from '@kubecast/runtime/kstatus';
import { StalledError, WaitingError } from '@kubecast/runtime/reconcile-error';
import { CredentialsRefusedError } from '../credentials/store-credentials.ts';

/** Reason and message of a failure. Errors of ours and of the API server are written for people; others only by name. */
export const explainFailure = (failure: unknown): Explanation => {
  if (failure instanceof StalledError || failure instanceof WaitingError) {
    return { reason: failure.reason, message: failure.message };
  }
  const message = failure instanceof Error ? failure.message : String(failure);
  const reason =
    failure instanceof CredentialsRefusedError ? readyReasons.storeCredentials : reconcilingReasons.progressing;
  return { reason, message: `${message}. It is tried again` };
};
