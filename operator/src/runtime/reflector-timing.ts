import type { BackoffBounds } from './backoff.ts';

/** The times a reflector goes by. */
export interface ReflectorTiming {
  /** Longest silence of a watch. The API server sends a bookmark about every minute (60 to 75 s). */
  readonly silenceMs: number;
  /** A watch is asked to last a random time between this … */
  readonly minimumWatchSeconds: number;
  /** … and this, so that not all watches end together. */
  readonly maximumWatchSeconds: number;
  /** Waits after failures. */
  readonly backoff: BackoffBounds;
}

export const defaultReflectorTiming: ReflectorTiming = {
  silenceMs: 150_000,
  minimumWatchSeconds: 300,
  maximumWatchSeconds: 600,
  backoff: { baseMs: 500, capMs: 30_000 },
};
