/**
 * When to ask for the next grant. Counted from the answer on this machine's own monotonic clock: its time of day may be wrong. Pure.
 *
 *     granted ──────── renewAfterSeconds ──────► due ── retries ──► (the grant ends at about twice that)
 */

const firstRetryMs = 2_000;
const longestRetryMs = 30_000;

/** Milliseconds until the next grant is due. */
export const renewalDelayMs = (renewAfterSeconds: number): number => Math.max(1, renewAfterSeconds) * 1_000;

/** Milliseconds to wait after so many failures in a row, the first being 1; no less than what the server asked for. */
export const retryDelayMs = (failures: number, retryAfterSeconds = 0): number =>
  Math.max(retryAfterSeconds * 1_000, Math.min(longestRetryMs, firstRetryMs * 2 ** (failures - 1)));
