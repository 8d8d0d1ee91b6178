/** The one error of the api's domain; one handler translates it to `application/problem+json`. */
import { type ProblemCode, problemCatalogue } from './problem-catalogue.ts';

export interface ApiErrorOptions {
  /** For the log alone, never for the caller. */
  readonly cause?: unknown;
  /** What is wrong, by field: `title` or `renditions.0.height`. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Sent as `Retry-After`. */
  readonly retryAfterSeconds?: number;
}

/** `detail` goes to the caller: it says what was attempted and what to do, and holds no secret. */
export class ApiError extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly fields: Readonly<Record<string, string>> | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ProblemCode, detail: string, { cause, fields, retryAfterSeconds }: ApiErrorOptions = {}) {
    super(detail, { cause });
    this.name = 'ApiError';
    this.code = code;
    this.status = problemCatalogue[code].status;
    this.fields = fields;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
