/** Amounts for people. */

const binaryUnits = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** `1h2m5s`, `2m5s`, `5s`: whole seconds. */
export const durationWords = (seconds: number): string => {
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  const parts = [hours > 0 ? `${hours}h` : '', hours > 0 || minutes > 0 ? `${minutes}m` : '', `${whole % 60}s`];
  return parts.join('');
};

/** `1.4 GiB`, `812 KiB`, `512 B`: one decimal from MiB on. */
export const sizeWords = (bytes: number): string => {
  if (bytes < 1024) return `${bytes} B`;
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), binaryUnits.length);
  return `${(bytes / 1024 ** power).toFixed(power > 1 ? 1 : 0)} ${binaryUnits[power - 1]}`;
};
