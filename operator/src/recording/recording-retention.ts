/** When a Recording has been kept long enough. Pure. */
import { recordingConditions } from '@kubecast/crds/conditions';
import type { Recording } from '@kubecast/crds/recording';
import { findCondition, parseConditions } from '@kubecast/runtime/condition';

const dayMs = 86_400_000;

/**
 * From when the days count: the end of the media; of one that failed, when it was given up. A Recording that was made later,
 * such as a clip of an old session, has its days all the same. Undefined while it is on its way: it is never deleted then.
 */
const keptSinceMs = ({ metadata, status }: Recording): number | undefined => {
  const failed = findCondition(parseConditions(status?.conditions), recordingConditions.failed);
  const end = status?.endedAt ?? failed?.lastTransitionTime;
  return end === undefined ? undefined : Math.max(Date.parse(end), Date.parse(metadata.creationTimestamp));
};

/** When it is to be deleted, Unix milliseconds; undefined: not yet known, or never. */
export const expiryMs = (recording: Recording): number | undefined => {
  const { retentionDays } = recording.spec;
  const sinceMs = keptSinceMs(recording);
  return retentionDays === undefined || sinceMs === undefined ? undefined : sinceMs + retentionDays * dayMs;
};
