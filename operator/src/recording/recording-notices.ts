/** What a change of a Recording's status is worth telling as an Event: transitions only. Pure. */
import { recordingConditions, recordingReasons } from '@kubecast/crds/conditions';
import type { RecordingStatus } from '@kubecast/crds/recording';
import { type Condition, findCondition, parseConditions } from '@kubecast/runtime/condition';
import type { Notice } from '../livestream/notices.ts';

/** Reasons of `Ready` that a person who looks on would want to be told of. Failed and stalled are told by their own reason. */
const toldReasons = new Map<string, Notice['type']>([
  [recordingReasons.assembling, 'Normal'],
  [recordingReasons.retrying, 'Warning'],
  [recordingReasons.complete, 'Normal'],
]);

const readyNotice = (before: Condition | undefined, after: Condition | undefined): readonly Notice[] => {
  if (!after || before?.reason === after.reason) return [];
  const type = toldReasons.get(after.reason);
  return type === undefined ? [] : [{ type, reason: after.reason, message: after.message }];
};

const stalledNotice = (before: Condition | undefined, after: Condition | undefined): readonly Notice[] =>
  after && before?.reason !== after.reason ? [{ type: 'Warning', reason: after.reason, message: after.message }] : [];

/** The notices of a change of status. */
export const recordingNotices = (before: RecordingStatus | undefined, after: RecordingStatus): readonly Notice[] => {
  const [old, now] = [parseConditions(before?.conditions), parseConditions(after.conditions)];
  const { stalled, ready } = recordingConditions;
  return [
    ...stalledNotice(findCondition(old, stalled), findCondition(now, stalled)),
    ...readyNotice(findCondition(old, ready), findCondition(now, ready)),
  ];
};
