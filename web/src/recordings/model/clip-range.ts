/**
 * What a clip is cut from a session, and what may be chosen: at least a second, at most six hours (the api's own bounds), within the
 * session. All times are milliseconds since the epoch, on whole seconds, as fields and sliders have them. Pure.
 */

/** When the session was; of one that runs, `endMs` is the moment that was "now". */
export interface SessionBounds {
  readonly startMs: number;
  readonly endMs: number;
}

export interface ClipRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** An end of a range. */
export type RangeEnd = 'from' | 'to';

const secondMs = 1000;

/** A clip is at least as long. */
export const minClipMs: number = secondMs;
/** A clip is at most as long. */
export const maxClipMs: number = 6 * 3_600_000;

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

const floorSecond = (ms: number): number => Math.floor(ms / secondMs) * secondMs;

const ceilSecond = (ms: number): number => Math.ceil(ms / secondMs) * secondMs;

interface SessionTimes {
  readonly sessionStartedAt: string | null;
  readonly sessionEndedAt: string | null;
}

/** Undefined without a session, and in the first second of one. */
export const boundsOf = (
  { sessionStartedAt, sessionEndedAt }: SessionTimes,
  nowMs: number,
): SessionBounds | undefined => {
  if (sessionStartedAt === null) return undefined;
  const startMs = floorSecond(Date.parse(sessionStartedAt));
  const endMs = sessionEndedAt === null ? floorSecond(nowMs) : ceilSecond(Date.parse(sessionEndedAt));
  return endMs - startMs >= minClipMs ? { startMs, endMs } : undefined;
};

/** The `seconds` before `untilMs`, as far as the session has them. */
export const rangeBefore = (untilMs: number, seconds: number, { startMs, endMs }: SessionBounds): ClipRange => {
  const toMs = clamp(floorSecond(untilMs), startMs + minClipMs, endMs);
  return { fromMs: Math.max(startMs, toMs - seconds * secondMs), toMs };
};

/** The range with one end at `atMs`, or as near as session and lengths allow; the other end stays. */
export const moveEnd = (range: ClipRange, end: RangeEnd, atMs: number, bounds: SessionBounds): ClipRange => {
  const { fromMs, toMs } = range;
  return end === 'from'
    ? { fromMs: clamp(floorSecond(atMs), Math.max(bounds.startMs, toMs - maxClipMs), toMs - minClipMs), toMs }
    : { fromMs, toMs: clamp(floorSecond(atMs), fromMs + minClipMs, Math.min(bounds.endMs, fromMs + maxClipMs)) };
};

/** What is wrong with a range, for people, by its ends; empty for one that can be made. */
export const rangeFaults = (
  { fromMs, toMs }: ClipRange,
  { startMs, endMs }: SessionBounds,
): Readonly<Partial<Record<RangeEnd, string>>> => {
  if (!(fromMs >= startMs)) return { from: 'The session had not begun then' };
  if (fromMs >= endMs) return { from: 'The session has nothing after this' };
  if (!(toMs <= endMs)) return { to: 'The session does not go so far' };
  if (toMs - fromMs < minClipMs) return { to: 'The end must be later than the beginning' };
  if (toMs - fromMs > maxClipMs) return { to: 'A clip has at most 6 hours' };
  return {};
};
