/** Sizes of files. */

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Pure: decimal units as file managers and price lists have them: `0 B`, `1.5 kB`, `12 MB`, `1.2 GB`. */
export const formatBytes = (bytes: number): string => {
  let value = Number.isFinite(bytes) ? Math.max(0, bytes) : 0;
  let unit = 0;
  while (Math.round(value) >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const rounded = unit > 0 && value < 9.95 ? value.toFixed(1).replace('.0', '') : String(Math.round(value));
  return `${rounded} ${units[unit]}`;
};
