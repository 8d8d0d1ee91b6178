/** Whether a Recording is done with. Both ends are for good, and by its own word: nobody looks at its objects again. */
import { createHash } from 'node:crypto';
import { recordingConditions } from '@kubecast/crds/conditions';
import { annotations } from '@kubecast/crds/names';
import type { Recording } from '@kubecast/crds/recording';
import { isConditionTrue, parseConditions } from '@kubecast/runtime/condition';

/** What the status can hold of the annotation. */
const longestWord = 1024;

/** The try that a person asks for, as the status remembers it: the annotation, or what tells a long one from others. */
export const askedRetry = ({ metadata }: Recording): string | undefined => {
  const asked = metadata.annotations?.[annotations.retry];
  if (asked === undefined || asked.length <= longestWord) return asked;
  return `sha256:${createHash('sha256').update(asked).digest('hex')}`;
};

/** True when a person set another value of the annotation than the one that was acted on. */
export const isRetryAsked = (recording: Recording): boolean => {
  const asked = askedRetry(recording);
  return asked !== undefined && asked !== recording.status?.handledRetry;
};

/** Complete, or failed and nobody asked for another try. */
export const isSettled = (recording: Recording): boolean => {
  const conditions = parseConditions(recording.status?.conditions);
  if (isConditionTrue(conditions, recordingConditions.complete)) return true;
  return isConditionTrue(conditions, recordingConditions.failed) && !isRetryAsked(recording);
};
