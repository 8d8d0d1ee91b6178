/** The api as a program meets it: through nginx, or straight at one replica. */
import type { z } from 'zod';
import { webUrl } from './browser.ts';

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Null where the answer has no body. */
  readonly json: unknown;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** An answer that is none of what was asked for. */
export class UnexpectedApiAnswerError extends Error {
  constructor(attempt: string, { status, json }: ApiAnswer) {
    super(`${attempt} answered ${status}: ${JSON.stringify(json)}`);
  }
}

/** Calls of one user, or of nobody. */
export class ApiClient {
  readonly #origin: string;
  readonly #headers: Readonly<Record<string, string>>;

  /** `token` is an access token. `origin` as in `http://localhost:8080`. */
  constructor({ token, origin = webUrl }: { readonly token?: string; readonly origin?: string } = {}) {
    this.#origin = origin;
    this.#headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  }

  /** Any answer. `path` is below `/api`. Throws when there is none. */
  async ask(method: Method, path: string, body?: unknown): Promise<ApiAnswer> {
    const sent = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(`${this.#origin}/api${path}`, {
      method,
      headers: { ...this.#headers, ...sent },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, headers: response.headers, json: isJson ? JSON.parse(text) : null };
  }

  async status(method: Method, path: string, body?: unknown): Promise<number> {
    return (await this.ask(method, path, body)).status;
  }

  /** @throws UnexpectedApiAnswerError for a status that is no success */
  async do(method: Method, path: string, body?: unknown): Promise<ApiAnswer> {
    const answer = await this.ask(method, path, body);
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw new UnexpectedApiAnswerError(`${method} /api${path}`, answer);
  }

  /** What a successful answer says. @throws UnexpectedApiAnswerError, ZodError */
  async read<Schema extends z.ZodType>(schema: Schema, path: string): Promise<z.output<Schema>> {
    return schema.parse((await this.do('GET', path)).json);
  }

  /** Everything in a list, page by page. @throws UnexpectedApiAnswerError, ZodError */
  async readAll<Item>(page: z.ZodType<Page<Item>>, path: string, filter = {}): Promise<readonly Item[]> {
    const found: Item[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query = new URLSearchParams({ ...filter, limit: '100', ...(cursor && { cursor }) });
      const { items, nextCursor }: Page<Item> = await this.read(page, `${path}?${query}`);
      found.push(...items);
      cursor = nextCursor;
    }
    return found;
  }
}
