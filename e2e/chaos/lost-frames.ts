/**
 * Frames that are missing in a row of moments of a source with a constant rate. A frame may be late, and the source then catches
 * up, so it is not the steps that count: picture number n is n frames after the first one, and every lost picture moves all
 * later ones by a frame. A picture that is there twice stands in for a lost one and counts once. Pure.
 */

/** Moments at each end that tell where the row stands: the earliest of them was not late. */
const endLength = 30;

const offsetAt = (moments: readonly number[], from: number, frameMs: number): number =>
  Math.min(...moments.slice(from, from + endLength).map((moment, index) => moment - (from + index) * frameMs));

/** How many, never less than 0. `shown` in Unix milliseconds; the source gives each of its pictures a moment of its own. */
export const countLostFrames = (shown: readonly number[], framesPerSecond: number): number => {
  const moments = [...new Set(shown)];
  const frameMs = 1_000 / framesPerSecond;
  const last = Math.max(0, moments.length - endLength);
  if (moments.length === 0) return 0;
  return Math.max(0, Math.round((offsetAt(moments, last, frameMs) - offsetAt(moments, 0, frameMs)) / frameMs));
};
