/** What a pod's state feed said last, and what follows from it. */
import type { SessionState, TranscoderState } from '@kubecast/media/state-feed';

/**
 * - `pending`: the feed was never heard, and not given up yet;
 * - `known`: heard, or silent for so short a time that its last word stands;
 * - `unavailable`: silent for too long; `last` is what it said before.
 */
export type FeedObservation =
  | { readonly status: 'pending' }
  | { readonly status: 'known'; readonly state: TranscoderState }
  | { readonly status: 'unavailable'; readonly reason: string; readonly last?: TranscoderState | undefined };

/** The observation of a pod whose feed nobody reads. */
export const pendingFeed: FeedObservation = { status: 'pending' };

/** The session that a feed reports or last reported. */
export const sessionOf = (feed: FeedObservation): SessionState | undefined => {
  if (feed.status === 'known') return feed.state.session;
  return feed.status === 'unavailable' ? feed.last?.session : undefined;
};

/** True while a session runs: media arrives, or its encoder is expected back. */
export const isRunning = (session: SessionState | undefined): boolean =>
  session?.phase === 'Live' || session?.phase === 'Reconnecting';

/**
 * Whether a pod may be replaced without harm. A pod is never taken down on ignorance: one that is not heard counts as live
 * as long as it is ready. One that neither answers nor listens serves nobody.
 */
export const mayBeLive = (
  feed: FeedObservation,
  { ready, hasAddress }: { readonly ready: boolean; readonly hasAddress: boolean },
): boolean => {
  if (feed.status === 'known') return isRunning(feed.state.session);
  return ready || (feed.status === 'pending' && hasAddress);
};
