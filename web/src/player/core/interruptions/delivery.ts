/**
 * What the network has told lately. It decides what a viewer reads while the picture stands still: whether the stream is
 * away, or the viewer's own connection. Pure; times in milliseconds by any steady clock.
 */

export type DeliveryEvent =
  /** A playlist that names something new, and its target duration. */
  | { readonly kind: 'advanced'; readonly targetDurationSeconds: number }
  /** A playlist as before, or a piece of media. */
  | { readonly kind: 'answered' }
  /** A server said no. */
  | { readonly kind: 'refused' }
  /** No answer came. */
  | { readonly kind: 'unanswered' };

export interface Delivery {
  readonly last: 'answered' | 'refused' | 'unanswered';
  readonly advancedAtMs: number;
  readonly targetDurationSeconds: number;
}

/**
 * `flowing`: new media is announced. `still`: playlists answer and do not move on, so the encoder is away. `refused`:
 * servers answer, with errors. `unreachable`: nobody answers, so it is the viewer's own connection, or so it looks.
 */
export type DeliveryVerdict = 'flowing' | 'still' | 'refused' | 'unreachable';

/** A playlist that has not moved on for so many target durations stands still. */
const stillTargets = 2;

export const deliveryAt = (nowMs: number): Delivery => ({
  last: 'answered',
  advancedAtMs: nowMs,
  targetDurationSeconds: 2,
});

/** The delivery after an event. */
export const advanceDelivery = (delivery: Delivery, event: DeliveryEvent, nowMs: number): Delivery => {
  if (event.kind !== 'advanced') return { ...delivery, last: event.kind };
  return { last: 'answered', advancedAtMs: nowMs, targetDurationSeconds: event.targetDurationSeconds };
};

/** `isOnline` is what the browser says of its own network. */
export const judgeDelivery = (delivery: Delivery, nowMs: number, isOnline: boolean): DeliveryVerdict => {
  if (!isOnline || delivery.last === 'unanswered') return 'unreachable';
  if (delivery.last === 'refused') return 'refused';
  const stillMs = nowMs - delivery.advancedAtMs;
  return stillMs > stillTargets * delivery.targetDurationSeconds * 1_000 ? 'still' : 'flowing';
};
