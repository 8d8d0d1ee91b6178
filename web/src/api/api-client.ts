/**
 * Calls of the api: JSON in, JSON out, the access token of the session on each. An answer has the type that the api's own
 * document gives it (`generated/schemas.ts`); the api serializes by that very schema. What is not a success throws
 * {@link ApiProblem}.
 */
import { ApiProblem } from './api-problem.ts';
import { readProblem } from './read-problem.ts';

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface CallOptions {
  readonly query?: Query;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  /** The call outlives a page that goes away. */
  readonly keepsAlive?: boolean;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A path of the api, as in `/api/streams`. */
export type ApiPath = `/api/${string}`;

export interface AccessTokens {
  /** A token that holds for a while yet; undefined for who is not logged in. Never throws for want of a session. */
  readonly current: () => Promise<string | undefined>;
  /** The api refused `token`: another one is needed. */
  readonly refuse: (token: string) => void;
}

/** Of calls as nobody. */
export const noTokens: AccessTokens = { current: async () => undefined, refuse: () => undefined };

/** See the file header. */
export class ApiClient {
  readonly #tokens: AccessTokens;
  readonly #fetch: typeof fetch;

  constructor(tokens: AccessTokens, fetcher: typeof fetch = (...call) => fetch(...call)) {
    this.#tokens = tokens;
    this.#fetch = fetcher;
  }

  get<Answer>(path: ApiPath, options: Omit<CallOptions, 'body'> = {}): Promise<Answer> {
    return this.call('GET', path, options);
  }

  /** A call that changes something. Of an answer without a body the result is undefined. */
  async call<Answer>(method: Method, path: ApiPath, options: CallOptions = {}): Promise<Answer> {
    const token = await this.#tokens.current();
    const response = await this.#send(method, path, options, token);
    if (response.status !== 401 || token === undefined) return readAnswer(response);
    this.#tokens.refuse(token);
    const next = await this.#tokens.current();
    return readAnswer(next === undefined ? response : await this.#send(method, path, options, next));
  }

  async #send(method: Method, path: ApiPath, options: CallOptions, token?: string): Promise<Response> {
    try {
      return await this.#fetch(withQuery(path, options.query), requestInit(method, options, token));
    } catch (cause) {
      options.signal?.throwIfAborted();
      const detail = 'Nobody answers: look at your connection, and try again.';
      throw new ApiProblem({ status: 0, code: 'Unreachable', detail, cause });
    }
  }
}

const requestInit = (method: Method, { body, signal, keepsAlive }: CallOptions, token?: string): RequestInit => {
  const headers = new Headers({ accept: 'application/json' });
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  if (body !== undefined) headers.set('content-type', 'application/json');
  return {
    method,
    headers,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
    ...(keepsAlive ? { keepalive: true } : {}),
  };
};

/** Pure: absent values leave no trace. */
export const withQuery = (path: string, query: Query = {}): string => {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
};

const readAnswer = async <Answer>(response: Response): Promise<Answer> => {
  if (!response.ok) throw await readProblem(response);
  if (response.status === 204) return undefined as Answer;
  try {
    return (await response.json()) as Answer;
  } catch (cause) {
    const detail = 'The answer could not be read: load the page again.';
    throw new ApiProblem({ status: response.status, code: 'AnswerUnreadable', detail, cause });
  }
};
