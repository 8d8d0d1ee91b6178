/**
 * What the API server answers when it refuses: `Status` (`meta/v1`), parsed. Where no answer came at all, see
 * `transport-error.ts`.
 */
import { z } from 'zod';

/** The reasons that callers tell apart (`k8s.io/apimachinery` StatusReason). */
export const statusReasons = {
  alreadyExists: 'AlreadyExists',
  conflict: 'Conflict',
  /** A resourceVersion or continue token that is too old (HTTP 410). */
  expired: 'Expired',
  gone: 'Gone',
  forbidden: 'Forbidden',
  invalid: 'Invalid',
  notFound: 'NotFound',
  timeout: 'Timeout',
  tooManyRequests: 'TooManyRequests',
  unauthorized: 'Unauthorized',
} as const;

/** One cause of a refusal, such as a field that is invalid. */
export interface StatusCause {
  /** As in `spec.ports[0].nodePort`. */
  readonly field?: string | undefined;
  /** As in `FieldValueInvalid`. */
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
}

const statusSchema = z.object({
  kind: z.literal('Status'),
  message: z.string().optional(),
  reason: z.string().optional(),
  code: z.number().int().optional(),
  details: z
    .object({
      name: z.string().optional(),
      group: z.string().optional(),
      kind: z.string().optional(),
      retryAfterSeconds: z.number().optional(),
      causes: z
        .array(
          z.object({ field: z.string().optional(), reason: z.string().optional(), message: z.string().optional() }),
        )
        .optional(),
    })
    .optional(),
});

/** What an `ApiError` is made of. */
export interface ApiErrorFields {
  /** What was attempted: `apply Pod live/main-x2x4q`. */
  readonly attempt: string;
  readonly status: number;
  /** Empty where the server gave none. */
  readonly reason: string;
  /** The server's words. */
  readonly serverMessage: string;
  readonly retryAfterSeconds?: number | undefined;
  readonly causes?: readonly StatusCause[] | undefined;
}

/** The API server refused a request. `message` says what was attempted and what the server said. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly reason: string;
  readonly serverMessage: string;
  readonly retryAfterSeconds: number | undefined;
  readonly causes: readonly StatusCause[];

  constructor(fields: ApiErrorFields) {
    super(`Could not ${fields.attempt}: ${fields.serverMessage} (${`${fields.status} ${fields.reason}`.trim()})`);
    this.status = fields.status;
    this.reason = fields.reason;
    this.serverMessage = fields.serverMessage;
    this.retryAfterSeconds = fields.retryAfterSeconds;
    this.causes = fields.causes ?? [];
  }
}

/** How a refusal came: an HTTP answer, or an ERROR event inside a watch (status 200 on the wire). */
export interface Refusal {
  readonly attempt: string;
  /** Of the answer; a `Status` in the body overrules it. */
  readonly status: number;
  /** Of the header `Retry-After`. */
  readonly retryAfterSeconds?: number | undefined;
  /** The parsed body, or its text where it is no JSON. */
  readonly body: unknown;
}

/** Reads a refusal; a body that is no `Status` (a proxy's page) is quoted in short. */
export const parseApiError = ({ attempt, status, retryAfterSeconds, body }: Refusal): ApiError => {
  const parsed = statusSchema.safeParse(body);
  if (!parsed.success) {
    const serverMessage = typeof body === 'string' && body !== '' ? body.slice(0, 200).trim() : 'no explanation';
    return new ApiError({ attempt, status, reason: '', serverMessage, retryAfterSeconds });
  }
  const { message, reason, code, details } = parsed.data;
  return new ApiError({
    attempt,
    status: code ?? status,
    reason: reason ?? '',
    serverMessage: message ?? 'no explanation',
    retryAfterSeconds: retryAfterSeconds ?? details?.retryAfterSeconds,
    causes: details?.causes,
  });
};

const hasStatus =
  (status: number) =>
  (error: unknown): error is ApiError =>
    error instanceof ApiError && error.status === status;

/** 404: it is not there, or its kind is unknown. */
export const isNotFound = hasStatus(404);
/** 403: RBAC, a quota or an admission plugin. */
export const isForbidden = hasStatus(403);
/** 403 of a create: the namespace is being deleted. Nothing is wrong, and nobody needs to act. */
export const isNamespaceTerminating = (error: unknown): error is ApiError =>
  isForbidden(error) && error.causes.some(({ reason }) => reason === 'NamespaceTerminating');
/** 422: the object breaks its schema; `causes` names the fields. */
export const isInvalid = hasStatus(422);
/** 429: not processed; come again after `retryAfterSeconds`. */
export const isTooManyRequests = hasStatus(429);
/** 410: the resourceVersion or continue token is too old; list again. */
export const isExpired = hasStatus(410);

/** 409 of a create: the name is taken. */
export const isAlreadyExists = (error: unknown): error is ApiError =>
  hasStatus(409)(error) && error.reason === statusReasons.alreadyExists;

/** 409 of a change: another writer was there first, or owns the field. */
export const isConflict = (error: unknown): error is ApiError =>
  hasStatus(409)(error) && error.reason === statusReasons.conflict;
