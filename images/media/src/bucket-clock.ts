/**
 * The object store's clock, read from the `Date` header of its answers: what one pod wrote and another reads is compared by
 * one clock, not by two nodes'. Exact to a second, as the header is.
 */
import type { S3Client } from '@aws-sdk/client-s3';

const dateOf = (response: unknown): number => {
  const headers = (response as { headers?: Record<string, string> }).headers;
  return Date.parse(headers?.date ?? '');
};

/** Until the first answer it tells our own time. */
export class BucketClock {
  #aheadMs = 0;

  /** Unix milliseconds by the store's clock. */
  nowMs(): number {
    return Date.now() + this.#aheadMs;
  }

  /** Takes the time from one answer's `Date` header; anything else is ignored. */
  take(dateHeaderMs: number): void {
    if (Number.isFinite(dateHeaderMs)) this.#aheadMs = dateHeaderMs - Date.now();
  }

  /** Listens to every answer that `client` gets. */
  observe(client: S3Client): void {
    client.middlewareStack.add(
      (next) => async (parameters) => {
        const result = await next(parameters);
        this.take(dateOf(result.response));
        return result;
      },
      { step: 'deserialize', priority: 'low', name: 'bucketClock' },
    );
  }
}
