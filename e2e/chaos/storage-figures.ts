/** What became of listed media in the bucket. Pure. */
import type { StoredMedia } from './observation.ts';

/** A fault takes a moment, and so does a look at a playlist: what was listed so shortly after it was there before. */
export const sameMomentMs = 1_000;

/** What is stored so long after it was listed has waited for the store. */
const lateMs = 5_000;

/**
 * For each object that is missing, how long before the next fault it was listed, seconds, also of a moment before; Infinity where no
 * fault came after it.
 */
export const unstoredBeforeFault = (stored: readonly StoredMedia[], faultsMs: readonly number[]): readonly number[] =>
  stored
    .filter(({ storedMs }) => storedMs === undefined)
    .map(({ listedMs }) => ((faultsMs.find((ms) => ms >= listedMs - sameMomentMs) ?? Infinity) - listedMs) / 1_000);

/** Seconds of media a second, from the first object that was late to the last; undefined where nothing had to wait. */
const speedOf = (stored: readonly StoredMedia[]): number | undefined => {
  const late = stored.filter(({ listedMs, storedMs = listedMs }) => storedMs - listedMs > lateMs);
  if (late.length < 2) return undefined;
  const moments = late.map(({ listedMs, storedMs = listedMs }) => storedMs);
  const media = late.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0);
  return (media * 1_000) / Math.max(1, Math.max(...moments) - Math.min(...moments));
};

/** How many times faster than it was made media got into the bucket that had to wait: of the slowest rendition. */
export const catchUpSpeed = (stored: readonly StoredMedia[]): number | undefined => {
  const renditions = Map.groupBy(stored, ({ rendition }) => rendition);
  const speeds = [...renditions.values()].flatMap((own) => speedOf(own) ?? []);
  return speeds.length > 0 ? Math.min(...speeds) : undefined;
};
