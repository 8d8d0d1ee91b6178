/** The part of a session that the range bar shows: long sessions would make a short clip too small to take hold of. Pure. */
import type { ClipRange, SessionBounds } from './clip-range.ts';

/** What the bar shows, in milliseconds since the epoch. */
export interface ClipView {
  readonly startMs: number;
  readonly endMs: number;
}

/** A stretch of `spanMs` with the range in its middle as far as the session allows; longer if the range is. */
export const viewAround = ({ fromMs, toMs }: ClipRange, spanMs: number, bounds: SessionBounds): ClipView => {
  const sessionMs = bounds.endMs - bounds.startMs;
  const span = Math.min(sessionMs, Math.max(spanMs, Math.ceil((toMs - fromMs) / 800) * 1000));
  const middle = Math.floor((fromMs + toMs - span) / 2000) * 1000;
  const startMs = Math.min(Math.max(middle, bounds.startMs), bounds.endMs - span);
  return { startMs, endMs: startMs + span };
};

/** Stays as it is while it has all of the range, so that nothing moves under a finger. */
export const keepInView = (view: ClipView, range: ClipRange, bounds: SessionBounds): ClipView => {
  if (range.fromMs >= view.startMs && range.toMs <= view.endMs) return view;
  return viewAround(range, view.endMs - view.startMs, bounds);
};

/** How much the bar may show, for a session: ten minutes, an hour, all; those that are shorter than it. */
export const viewSpans = ({ startMs, endMs }: SessionBounds): readonly number[] => {
  const sessionMs = endMs - startMs;
  return [...[600_000, 3_600_000].filter((span) => span < sessionMs), sessionMs];
};
