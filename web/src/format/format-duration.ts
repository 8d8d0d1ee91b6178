/** Durations as clocks show them. */

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** Pure: `0:07`, `12:34`, `1:02:03`; whole seconds, rounded down. What is negative or no number is `0:00`. */
export const formatDuration = (seconds: number): string => {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${twoDigits(rest)}` : `${minutes}:${twoDigits(rest)}`;
};
