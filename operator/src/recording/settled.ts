/** Whether a Recording is done with. Both ends are for good, and by its own word: nobody looks at its objects again. */
import { recordingConditions } from '@kubecast/crds/conditions';
import { annotations } from '@kubecast/crds/names';
import type { Recording } from '@kubecast/crds/recording';
import { isConditionTrue, parseConditions } from '@kubecast/runtime/condition';

/** True when a person set another value of the annotation than the one that was acted on. */
export const isRetryAsked = ({ metadata, status }: Recording): boolean => {
  const asked = metadata.annotations?.[annotations.retry];
  return asked !== undefined && asked !== status?.handledRetry;
};

/** Complete, or failed and nobody asked for another try. */
export const isSettled = (recording: Recording): boolean => {
  const conditions = parseConditions(recording.status?.conditions);
  if (isConditionTrue(conditions, recordingConditions.complete)) return true;
  return isConditionTrue(conditions, recordingConditions.failed) && !isRetryAsked(recording);
};
