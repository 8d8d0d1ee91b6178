/** When a refused request is sent again, and after how long. Pure. */

/** The parts of an answer that decide. */
export interface RefusedAnswer {
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;
}

const maximumRetries = 10;
const overloaded: ReadonlySet<number> = new Set([500, 502, 503, 504]);

/**
 * The wait before the next try, in milliseconds; undefined: do not try again.
 *
 * 429 means that the server has not looked at the request (priority and fairness), so that any method may be repeated. A
 * 5xx with `Retry-After` says to come back but not whether the request took effect, so that only POST is left alone: the
 * other methods, apply included, come to the same when done twice. client-go's rules, save for POST (`rest/with_retry.go`).
 */
export const retryWaitMs = (method: string, answer: RefusedAnswer, retries: number): number | undefined => {
  if (retries >= maximumRetries) return undefined;
  const { status, retryAfterSeconds } = answer;
  if (status === 429) return (retryAfterSeconds ?? 1) * 1000;
  if (!overloaded.has(status) || retryAfterSeconds === undefined || method === 'POST') return undefined;
  return retryAfterSeconds * 1000;
};

/** Reads `Retry-After` (RFC 9110 §10.2.3): seconds, or a date. Undefined when absent or unreadable. */
export const parseRetryAfter = (header: string | undefined, nowMs = Date.now()): number | undefined => {
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - nowMs) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
};
