/** What the api says when it refuses, or what stands in its place when nobody answers. */
import type { Problem } from './generated/schemas.ts';

/** Codes that are of this side: nobody answered, or what answered was not the api. */
export type LocalProblemCode = 'Unreachable' | 'AnswerUnreadable';

/** A refused or failed request. `message` is for people: what was attempted and what to do. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  /** HTTP status; 0 when nobody answered. */
  readonly status: number;
  /** Of docs/reference/problems.md, or a {@link LocalProblemCode}. */
  readonly code: string;
  /** What is wrong, by the path of the field; empty when it is not about fields. */
  readonly fields: Readonly<Record<string, string>>;
  /** Names the request in the api's logs; absent when nobody answered. */
  readonly requestId: string | undefined;
  /** Seconds to wait before another try, where the answer named them. */
  readonly retryAfterSeconds: number | undefined;

  constructor(problem: Omit<Problem, 'type' | 'title' | 'requestId'> & ProblemExtras) {
    super(problem.detail, { cause: problem.cause });
    this.status = problem.status;
    this.code = problem.code;
    this.fields = problem.fields ?? {};
    this.requestId = problem.requestId;
    this.retryAfterSeconds = problem.retryAfterSeconds;
  }
}

interface ProblemExtras {
  readonly requestId?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly cause?: unknown;
}

/** Whether an error is the api's problem of that code. */
export const isProblem = (error: unknown, code: string): error is ApiProblem =>
  error instanceof ApiProblem && error.code === code;

/** Whether the api answered, and will answer the same again. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof ApiProblem && error.status >= 400 && error.status < 500 && error.status !== 429;
