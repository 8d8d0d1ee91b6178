/** What a change of status is worth telling as an Event: transitions only, derived from the old and the new conditions. */
import { liveReasons, liveStreamConditions, reconcilingReasons } from '@kubecast/crds/conditions';
import type { LiveStreamStatus } from '@kubecast/crds/livestream';
import { type Condition, findCondition, parseConditions } from '@kubecast/runtime/condition';

/** An Event to be recorded on a LiveStream. */
export interface Notice {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

/** A condition before and after a pass. */
interface Change {
  readonly before: Condition | undefined;
  readonly after: Condition | undefined;
}

type Rule = readonly [type: string, tell: (change: Change) => Notice | undefined];

const normal = ({ reason, message }: Condition): Notice => ({ type: 'Normal', reason, message });
const warning = ({ reason, message }: Condition): Notice => ({ type: 'Warning', reason, message });

/** Reasons that a stream is not ready for, on its way or by a person's wish. */
const quietReasons = new Set(['PodStarting', 'PodTerminating', 'Suspended', 'Stalled']);

const tellReady = ({ before, after }: Change): Notice | undefined => {
  if (!after || (before?.status === after.status && before.reason === after.reason)) return undefined;
  if (after.status === 'True') return normal(after);
  return quietReasons.has(after.reason) ? undefined : warning(after);
};

/** Idle is where a stream begins: nothing to tell. A feed that comes back is told only if it tells something new. */
const tellLive = ({ before, after }: Change): Notice | undefined => {
  if (!after || before?.reason === after.reason || after.reason === liveReasons.idle) return undefined;
  const isBad = after.reason === liveReasons.reconnecting || after.reason === liveReasons.unknown;
  return isBad ? warning(after) : normal(after);
};

const tellHealth = ({ before, after }: Change): Notice | undefined => {
  if (after?.status === 'False' && before?.reason !== after.reason) return warning(after);
  return after?.status === 'True' && before?.status === 'False' ? normal(after) : undefined;
};

const tellStalled = ({ before, after }: Change): Notice | undefined => {
  if (after && (before?.reason !== after.reason || before.message !== after.message)) return warning(after);
  return before && !after
    ? { type: 'Normal', reason: 'Recovered', message: 'The stream is no longer stalled' }
    : undefined;
};

const tellReconciling = ({ before, after }: Change): Notice | undefined =>
  after?.reason === reconcilingReasons.changeWaits && before?.reason !== after.reason ? normal(after) : undefined;

const rules: readonly Rule[] = [
  [liveStreamConditions.stalled, tellStalled],
  [liveStreamConditions.ready, tellReady],
  [liveStreamConditions.live, tellLive],
  [liveStreamConditions.ingestHealthy, tellHealth],
  [liveStreamConditions.storageHealthy, tellHealth],
  [liveStreamConditions.reconciling, tellReconciling],
];

/** The notices of a change of status, most important first. */
export const noticesFor = (before: LiveStreamStatus | undefined, after: LiveStreamStatus): readonly Notice[] => {
  const old = parseConditions(before?.conditions);
  const now = parseConditions(after.conditions);
  return rules.flatMap(
    ([type, tell]) => tell({ before: findCondition(old, type), after: findCondition(now, type) }) ?? [],
  );
};
