/** Every way in which the edge says no: one table from code to HTTP, used by one translator (`reply.ts`). */

interface Refusal {
  readonly status: number;
  readonly title: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const refusals = {
  NotFound: { status: 404, title: 'There is nothing at this address' },
  LiveStreamNotFound: { status: 404, title: 'There is no such live stream' },
  NotLiveYet: { status: 404, title: 'This stream has not been live yet' },
  MediaNotFound: { status: 404, title: 'This piece of the stream is not kept' },
  ObjectNotFound: { status: 404, title: 'There is no such object' },
  GrantRequired: { status: 403, title: 'This needs a grant, ask the site that links here for one' },
  MethodNotAllowed: {
    status: 405,
    title: 'Only GET, HEAD and OPTIONS are answered',
    headers: { Allow: 'GET, HEAD, OPTIONS' },
  },
  UriTooLong: { status: 414, title: 'This address is too long' },
  RangeNotSatisfiable: { status: 416, title: 'The range lies outside of the object' },
  OriginAway: { status: 503, title: 'The stream does not answer, try again', headers: { 'Retry-After': '1' } },
  BucketAway: { status: 503, title: 'The object store does not answer, try again', headers: { 'Retry-After': '2' } },
  NotSynced: { status: 503, title: 'The edge is starting, try again', headers: { 'Retry-After': '1' } },
  Internal: { status: 500, title: 'The edge failed' },
} as const satisfies Record<string, Refusal>;

/** Stable: players and scripts match on these. */
export type EdgeErrorCode = keyof typeof refusals;

/** Thrown wherever a request cannot be answered with what it asks for. */
export class EdgeError extends Error {
  readonly code: EdgeErrorCode;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: EdgeErrorCode,
    options: { readonly headers?: Record<string, string>; readonly cause?: unknown } = {},
  ) {
    super(refusals[code].title, { cause: options.cause });
    this.code = code;
    const refusal: Refusal = refusals[code];
    this.headers = { ...refusal.headers, ...options.headers };
  }

  get status(): number {
    return refusals[this.code].status;
  }
}
