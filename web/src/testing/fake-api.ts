/** A `fetch` that a table answers, for tests of pages: what the table does not know fails the test. */
import type { ApiPath, Method } from '../api/api-client.ts';

/** `GET /api/streams/:id`: parts with a colon stand for anything; the query does not count. */
export type AnsweredCall = `${Method} ${ApiPath}`;

/** A call that was made. */
export interface FakeCall {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Headers;
  /** What the JSON said; undefined without a body. */
  readonly body: unknown;
}

/** A Response stands for itself, undefined for 204, anything else for 200 and JSON; a function is asked at each call. */
export type FakeAnswers = Readonly<Partial<Record<AnsweredCall, unknown>>>;

export interface FakeApi {
  readonly fetch: typeof fetch;
  /** In the order in which they were made. */
  readonly calls: readonly FakeCall[];
  /** As `GET /api/streams`, of calls that nothing answers. */
  readonly unexpected: readonly string[];
  /** From now on these count too, before the others. */
  readonly answer: (answers: FakeAnswers) => void;
}

/** The api's refusal, for a table of answers. */
export const refusal = (
  status: number,
  code: string,
  problem: { readonly detail?: string; readonly fields?: Readonly<Record<string, string>> } = {},
  headers: Readonly<Record<string, string>> = {},
): Response => {
  const body = { type: `about:${code}`, title: code, status, code, detail: `Refused as ${code}.`, ...problem };
  return Response.json(body, { status, headers: { 'content-type': 'application/problem+json', ...headers } });
};

/** An answer that nobody gives: the connection is away. */
export const unreachable = (): never => {
  throw new TypeError('Failed to fetch');
};

const parts = (path: string): readonly string[] => path.split('/');

/** Pure: whether a call is of a line of the table. */
export const isAnsweredBy = (pattern: string, { method, path }: Pick<FakeCall, 'method' | 'path'>): boolean => {
  const [wantedMethod, wantedPath = ''] = pattern.split(' ');
  const [wanted, given] = [parts(wantedPath), parts(path)];
  if (method !== wantedMethod || wanted.length !== given.length) return false;
  return wanted.every((part, place) => part.startsWith(':') || part === given[place]);
};

const readCall = (input: Parameters<typeof fetch>[0], init: RequestInit = {}): FakeCall => {
  const url = new URL(input instanceof Request ? input.url : input, 'http://kubecast.test');
  const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
  const query = Object.fromEntries(url.searchParams);
  return { method: init.method ?? 'GET', path: url.pathname, query, headers: new Headers(init.headers), body };
};

const responseOf = (answer: unknown): Response => {
  if (answer instanceof Response) return answer.clone();
  return answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer);
};

/** See the file header. */
export const createFakeApi = (table: FakeAnswers): FakeApi => {
  const tables = [table];
  const calls: FakeCall[] = [];
  const unexpected: string[] = [];
  const answerTo = async (call: FakeCall): Promise<Response> => {
    for (const [pattern, answer] of tables.flatMap((answers) => Object.entries(answers))) {
      if (isAnsweredBy(pattern, call)) return responseOf(typeof answer === 'function' ? await answer(call) : answer);
    }
    unexpected.push(`${call.method} ${call.path}`);
    throw new Error(`Nothing answers ${call.method} ${call.path}: add it to the table of the test`);
  };
  return {
    calls,
    unexpected,
    answer: (answers) => tables.unshift(answers),
    fetch: (input, init) => {
      const call = readCall(input, init);
      calls.push(call);
      return answerTo(call);
    },
  };
};
