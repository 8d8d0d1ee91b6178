/** Times as `<input type="datetime-local">` writes them: the viewer's own zone, with seconds, `2026-01-31T19:30:05`. */
import type { SessionBounds } from './clip-range.ts';

const padded = (value: number, digits = 2): string => String(value).padStart(digits, '0');

/** Pure but for the zone. */
export const localTimeText = (ms: number): string => {
  const at = new Date(ms);
  const date = [padded(at.getFullYear(), 4), padded(at.getMonth() + 1), padded(at.getDate())].join('-');
  return `${date}T${[at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => padded(part)).join(':')}`;
};

/** Milliseconds since the epoch; NaN for what is no such text. Without seconds they are 0. */
export const parseLocalTime = (text: string): number => Date.parse(text);

/** Whether the viewer's clock shows one date from beginning to end. */
export const isWithinDay = ({ startMs, endMs }: SessionBounds): boolean =>
  new Date(startMs).toDateString() === new Date(endMs).toDateString();
