/** Decides what becomes of a stream's pods. Pure: a table over what this pass sees. */
import { type FeedObservation, mayBeLive, sessionOf } from './feed-observation.ts';
import type { PodFacts } from './pod-facts.ts';

/** A pod and what its feed says. */
export interface ObservedPod extends PodFacts {
  readonly feed: FeedObservation;
}

/**
 * - `create`: there is none that runs;
 * - `keep`: it is as wanted;
 * - `replace`: it is not as wanted, and nobody is live on it;
 * - `wait`: it is not as wanted, but is or may be live.
 *
 * `discard` are pods to delete beside that: dead ones, and all but one of several that were heard.
 */
export type PodAction =
  | { readonly type: 'create'; readonly discard: readonly ObservedPod[] }
  | { readonly type: 'keep' | 'replace' | 'wait'; readonly pod: ObservedPod; readonly discard: readonly ObservedPod[] };

const epochOf = ({ feed }: ObservedPod): number => sessionOf(feed)?.epoch ?? 0;

/** The higher epoch first: the other pod has stopped publishing. Then the one that listens, then the older. */
const byAuthority = (left: ObservedPod, right: ObservedPod): number =>
  epochOf(right) - epochOf(left) ||
  Number(right.ready) - Number(left.ready) ||
  (left.pod.metadata.creationTimestamp ?? '').localeCompare(right.pod.metadata.creationTimestamp ?? '') ||
  left.name.localeCompare(right.name);

/** The pod that serves the stream: of those that were not told to go, the one with the highest authority. */
export const servingPod = (pods: readonly ObservedPod[]): ObservedPod | undefined =>
  pods.filter(({ terminating, finished }) => !terminating && !finished).sort(byAuthority)[0];

const changeOf = (pod: ObservedPod, wantedHash: string): 'keep' | 'replace' | 'wait' => {
  if (pod.specHash === wantedHash) return 'keep';
  return mayBeLive(pod.feed, pod) ? 'wait' : 'replace';
};

/** Which of several pods serves is not known before each was heard or given up; until then none of them is taken. */
const isSurplus = (pod: ObservedPod): boolean =>
  !pod.terminating && (pod.finished || !pod.hasAddress || pod.feed.status !== 'pending');

/** What to do, so that one pod runs that was made from the spec with `wantedHash`. */
export const podAction = (pods: readonly ObservedPod[], wantedHash: string): PodAction => {
  const pod = servingPod(pods);
  const discard = pods.filter((other) => other !== pod && isSurplus(other));
  return pod ? { type: changeOf(pod, wantedHash), pod, discard } : { type: 'create', discard };
};
