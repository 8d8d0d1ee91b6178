/**
 * How far the picture is behind what arrives: from the programme date-time that the stream gives it, by the viewer's own clock. That is
 * when it came to the transcoder; what the encoder and the line to it take is not in it. Pure.
 */

/** Nobody at the live edge is further behind than this; a clock that is wrong may say so. */
const mostSeconds = 60;

/** To a tenth of a second; undefined where it is unknown or cannot be true. */
export const latencySeconds = (shownMs: number | undefined, nowMs: number): number | undefined => {
  if (shownMs === undefined) return undefined;
  const seconds = Math.round((nowMs - shownMs) / 100) / 10;
  return seconds > 0 && seconds <= mostSeconds ? seconds : undefined;
};
