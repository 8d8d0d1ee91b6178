/**
 * Where an epoch's segments begin, in seconds of the encoder's timeline: 0, 1, 1 + n, 1 + 2n … for segments of n seconds. The
 * first one is short, so that there is something to play a second after the first picture, whatever n is. Pure.
 */

/** Also the least that `segmentSeconds` may be. */
export const firstSegmentSeconds = 1;

/** `index` counts from 0 within the epoch. */
export const segmentStartSeconds = (index: number, segmentSeconds: number): number =>
  Math.max(0, firstSegmentSeconds + (index - 1) * segmentSeconds);

/** The same as an expression for `-force_key_frames`, in which `n_forced` is the index. */
export const segmentStartExpression = (segmentSeconds: number): string =>
  `max(0,${firstSegmentSeconds}+(n_forced-1)*${segmentSeconds})`;
