/** When a Recording has been kept long enough. Pure. */
import { recordingConditions } from '@kubecast/crds/conditions';
import type { Recording } from '@kubecast/crds/recording';
import { isConditionTrue, parseConditions } from '@kubecast/runtime/condition';

const dayMs = 86_400_000;

/**
 * From when the days count: the end of the media. A Recording that was made later, such as a clip of an old session, has its
 * days all the same.
 */
const keptSinceMs = ({ metadata, status }: Recording): number | undefined =>
  status?.endedAt === undefined
    ? undefined
    : Math.max(Date.parse(status.endedAt), Date.parse(metadata.creationTimestamp));

const isComplete = ({ status }: Recording): boolean =>
  isConditionTrue(parseConditions(status?.conditions), recordingConditions.complete);

/**
 * When it is to be deleted, Unix milliseconds; undefined: not yet known, or never. What is not complete is never deleted by
 * itself: the live segments, which are all there is of it then, would follow.
 */
export const expiryMs = (recording: Recording): number | undefined => {
  const { retentionDays } = recording.spec;
  const sinceMs = keptSinceMs(recording);
  if (retentionDays === undefined || sinceMs === undefined || !isComplete(recording)) return undefined;
  return sinceMs + retentionDays * dayMs;
};
