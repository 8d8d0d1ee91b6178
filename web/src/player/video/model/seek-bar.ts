/** Geometry and keys of the seek bar. Pure. */

/** Where a bar lies on the screen, in CSS pixels. */
export interface BarPlace {
  readonly left: number;
  readonly width: number;
}

/** 0 to 1, also where there is nothing to share. */
export const shareOf = (seconds: number, durationSeconds: number): number =>
  durationSeconds > 0 ? Math.min(1, Math.max(0, seconds / durationSeconds)) : 0;

/** The moment under a pointer; beyond the bar's ends its ends. */
export const secondsAt = (clientX: number, { left, width }: BarPlace, durationSeconds: number): number =>
  shareOf(clientX - left, width) * durationSeconds;

const stepSeconds = 5;
/** A page is this share of the video, but no less than a few steps. */
const pageShare = 0.1;
const leastPageSeconds = 15;

const stepFor = (key: string, durationSeconds: number): number | undefined => {
  const page = Math.max(leastPageSeconds, durationSeconds * pageShare);
  if (key === 'ArrowLeft' || key === 'ArrowDown') return -stepSeconds;
  if (key === 'ArrowRight' || key === 'ArrowUp') return stepSeconds;
  if (key === 'PageDown') return -page;
  return key === 'PageUp' ? page : undefined;
};

export interface BarState {
  readonly positionSeconds: number;
  readonly durationSeconds: number;
}

/** Where a key leads a slider that has the focus (WAI-ARIA slider); undefined for keys that are not its own. */
export const secondsForKey = (key: string, { positionSeconds, durationSeconds }: BarState): number | undefined => {
  if (key === 'Home') return 0;
  if (key === 'End') return durationSeconds;
  const step = stepFor(key, durationSeconds);
  return step === undefined ? undefined : Math.min(durationSeconds, Math.max(0, positionSeconds + step));
};
