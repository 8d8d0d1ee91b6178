/**
 * What to do about a picture that stands still although it should move. Pure.
 *
 *     data ahead      a seek of a millisecond, once for each arrival of data: without it each stall makes the next one longer;
 *                     seconds later a new engine
 *     data due        listed and not there: it may be slow, so a new engine comes later
 *     nothing due     the encoder or the line is away: wait, and say which
 *
 * How long a picture could have moved counts for a new engine, not how long it did not: an outage of minutes ends with data, and
 * where servers do not answer, a new engine would only lose the picture.
 */
import type { DeliveryVerdict } from './delivery.ts';

const nudgeAfterMs = 500;
const tellAfterMs = 1_500;
const rebuildAfterMs = 8_000;
const rebuildWhenDueAfterMs = 15_000;
export const enoughAheadSeconds = 0.2;

/** What is seen of a video at one look. Times in milliseconds by any steady clock. */
export interface StallObservation {
  readonly stillMs: number;
  /** For how long it has stood still with data ahead or due, from servers that answer. */
  readonly couldMoveMs: number;
  /** Buffered from the position on. */
  readonly aheadSeconds: number;
  /** Since data last came. */
  readonly hasNudged: boolean;
  readonly delivery: DeliveryVerdict;
}

export type StallAction =
  | { readonly kind: 'none' | 'nudge' | 'rebuild' }
  | { readonly kind: 'tell'; readonly phase: StallPhase };

/** What a viewer is told of a picture that stands still. */
export type StallPhase = 'buffering' | 'reconnecting' | 'disconnected';

const phases: Readonly<Record<DeliveryVerdict, StallPhase>> = {
  flowing: 'buffering',
  still: 'reconnecting',
  refused: 'reconnecting',
  unreachable: 'disconnected',
};

const isDead = ({ couldMoveMs, aheadSeconds }: StallObservation): boolean =>
  couldMoveMs >= (aheadSeconds >= enoughAheadSeconds ? rebuildAfterMs : rebuildWhenDueAfterMs);

export const decideOnStall = (observation: StallObservation): StallAction => {
  const { stillMs, aheadSeconds, hasNudged, delivery } = observation;
  if (isDead(observation)) return { kind: 'rebuild' };
  if (aheadSeconds >= enoughAheadSeconds && stillMs >= nudgeAfterMs && !hasNudged) return { kind: 'nudge' };
  return stillMs >= tellAfterMs ? { kind: 'tell', phase: phases[delivery] } : { kind: 'none' };
};
