/** What to tell a streamer of the conditions, in the order of its weight. Pure. */
import type { Condition, Stream } from '../../../api/generated/schemas.ts';
import type { Advice } from './advice.ts';
import { healthAdvice } from './health-advice.ts';

/** One thing to tell. */
export interface HealthItem extends Advice {
  /** `<type>/<reason>`: differs between the items of a report. */
  readonly id: string;
  /** What was measured and what to set, one sentence for each fault. */
  readonly details: readonly string[];
  /** Since when. */
  readonly since: string;
}

/** All that there is to tell, the worst first. */
export interface HealthReport {
  readonly items: readonly HealthItem[];
  /** Something is known, and nothing of it is to be mended. */
  readonly isWell: boolean;
}

const order = ['bad', 'warning', 'working', 'info', 'good'] as const;

/** `Reconciling` of this reason repeats what another condition says better. */
const repeats = (condition: Condition, all: readonly Condition[]): boolean => {
  const isReady = all.some(({ type, status }) => type === 'Ready' && status === 'True');
  const isStalled = all.some(({ type }) => type === 'Stalled');
  if (condition.type === 'Reconciling') return condition.reason === 'Progressing' && !isReady;
  return condition.type === 'Ready' && condition.reason === 'Stalled' && isStalled;
};

/** Without an encoder or a server there is nothing to judge, and whether one streams is shown elsewhere. */
const saysNothing = ({ type, reason }: Condition): boolean => {
  if (reason === 'NoPod' || reason === 'NoSource') return true;
  return type === 'Live' && reason !== 'Reconnecting' && reason !== 'FeedUnavailable';
};

/** The transcoder joins its faults by this (images/transcoder, `verdictOf`). */
const faultSeparator = '. Also: ';

const itemOf = (condition: Condition): HealthItem => {
  const advice = healthAdvice(condition);
  const isWorthDetails = advice.severity === 'bad' || advice.severity === 'warning';
  return {
    ...advice,
    id: `${condition.type}/${condition.reason}`,
    details: isWorthDetails ? condition.message.split(faultSeparator).filter((text) => text !== '') : [],
    since: condition.lastTransitionTime,
  };
};

/** Of the conditions as the resource has them. */
export const healthReport = (conditions: readonly Condition[]): HealthReport => {
  const items = conditions
    .filter((condition) => !repeats(condition, conditions) && !saysNothing(condition))
    .map(itemOf)
    .toSorted((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity));
  return {
    items,
    isWell: items.length > 0 && items.every(({ severity }) => severity === 'good' || severity === 'info'),
  };
};

/** What keeps a stream from being ready: that may be more than that it takes a moment. */
export const hindranceOf = ({ studio }: Pick<Stream, 'studio'>): HealthItem | undefined =>
  healthReport(studio?.conditions ?? []).items.find(({ severity }) => severity !== 'good' && severity !== 'info');
