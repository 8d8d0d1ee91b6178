/** Durations in words, for sentences and screen readers. */
import { countOf } from './count-of.ts';

/** Pure: `12 seconds`, `1 minute 5 seconds`, `2 hours 3 minutes`; rounded to seconds, from an hour on to minutes. */
export const spellDuration = (seconds: number): string => {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.round(seconds)) : 0;
  const rounded = whole < 3600 ? whole : Math.round(whole / 60) * 60;
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(rounded / 3600), 'hour'],
    [Math.floor(rounded / 60) % 60, 'minute'],
    [rounded % 60, 'second'],
  ];
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => countOf(count, unit));
  return said.length === 0 ? '0 seconds' : said.join(' ');
};
