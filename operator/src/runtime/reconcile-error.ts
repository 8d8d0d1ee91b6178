/**
 * The few meanings of a failed pass. What the controller does with each:
 *
 * | thrown | next pass |
 * |---|---|
 * | `StalledError` | none, until something changes: a person must act |
 * | `WaitingError` | after `retryAfterMs`: nothing is wrong, something is just not there yet |
 * | a conflict of the API server | at once, nearly: what was read is out of date |
 * | a refusal with `Retry-After` | after so long |
 * | anything else | after the key's backoff |
 */

/** A person must act before this can succeed. `message` names what is wrong and the fix; it is shown to users. */
export class StalledError extends Error {
  override readonly name = 'StalledError';
  /** The condition's reason, in CamelCase. */
  readonly reason: string;

  constructor(reason: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** Something is not there yet. `message` says what is waited for; it is shown to users. */
export class WaitingError extends Error {
  override readonly name = 'WaitingError';
  /** The condition's reason, in CamelCase. */
  readonly reason: string;
  /** When to look again, in milliseconds, unless an event comes before. */
  readonly retryAfterMs: number;

  constructor(reason: string, message: string, retryAfterMs: number) {
    super(message);
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }
}
