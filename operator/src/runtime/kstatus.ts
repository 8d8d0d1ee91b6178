/**
 * The conditions that tools such as `kubectl wait`, Flux and Argo CD understand on any kind
 * (https://github.com/kubernetes-sigs/cli-utils/tree/master/pkg/kstatus): `Ready`, and `Reconciling` and `Stalled`, which
 * are there only while they are true.
 */
import type { ConditionFact } from './condition.ts';

export const kstatusConditions = { ready: 'Ready', reconciling: 'Reconciling', stalled: 'Stalled' } as const;

/** Why, in a word and in a sentence. */
export interface Explanation {
  readonly reason: string;
  readonly message: string;
}

/**
 * How an object does:
 * - `ready`: as its spec asks;
 * - `reconciling`: on the way there;
 * - `stalled`: not on the way; a person must act.
 */
export type KstatusState = Explanation & { readonly state: 'ready' | 'reconciling' | 'stalled' };

/** The facts that say so. `Ready` is always among them; at most one of `Reconciling` and `Stalled` is. */
export const kstatusFacts = ({ state, reason, message }: KstatusState): readonly ConditionFact[] => {
  const { ready, reconciling, stalled } = kstatusConditions;
  if (state === 'ready') return [{ type: ready, status: 'True', reason, message }];
  const abnormal = state === 'stalled' ? stalled : reconciling;
  return [
    { type: ready, status: 'False', reason, message },
    { type: abnormal, status: 'True', reason, message },
  ];
};
