/** How long ago something was, in words. */

const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** Pure: `just now` below 45 s either way, then `5 minutes ago`, `yesterday`, `in 2 hours`; times in milliseconds. */
export const formatRelative = (atMs: number, nowMs: number): string => {
  const seconds = (atMs - nowMs) / 1000;
  const size = Math.abs(seconds);
  if (!(size >= 45)) return 'just now';
  const [unit, length] = units.find(([, unitSeconds]) => size >= unitSeconds) ?? ['minute', 60];
  const count = Math.max(1, Math.floor(size / length));
  return words.format(seconds < 0 ? -count : count, unit);
};
