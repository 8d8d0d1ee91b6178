/** Load for an HTTP server, over connections that are kept: as much as goes, or as much as is asked for. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Dispatcher, Pool } from 'undici';

/** What the given request of a run is. */
export type RequestFor = (index: number) => Dispatcher.RequestOptions;

export interface LoadReport {
  readonly seconds: number;
  /** By status: how long each answer took, in no order. */
  readonly latenciesMs: ReadonlyMap<number, readonly number[]>;
}

export interface Offer {
  readonly request: RequestFor;
  readonly perSecond: number;
  readonly seconds: number;
}

type Answers = Map<number, number[]>;

/** Requests of people who know nothing of each other come at random, as pgbench's do at a rate: a Poisson process. */
const gapMs = (perSecond: number): number => (-Math.log(1 - Math.random()) * 1_000) / perSecond;

export class HttpLoad {
  readonly #pool: Pool;
  readonly #connections: number;

  constructor(url: string, connections: number) {
    this.#connections = connections;
    this.#pool = new Pool(url, { connections, pipelining: 1 });
  }

  /** Each connection asks again when it has its answer. */
  saturate(request: RequestFor, seconds: number): Promise<LoadReport> {
    return this.#measure(async (answers) => {
      const endMs = performance.now() + seconds * 1_000;
      let index = 0;
      const askAgain = async (): Promise<void> => {
        for (; performance.now() < endMs; index += 1) await this.#ask(request(index), performance.now(), answers);
      };
      await Promise.all(Array.from({ length: this.#connections }, askAgain));
    });
  }

  /**
   * Asks at a rate, whatever comes back. A request's time begins when it was due, also where no connection was free then; Node's
   * timers add a millisecond at most.
   */
  offer({ request, perSecond, seconds }: Offer): Promise<LoadReport> {
    return this.#measure(async (answers) => {
      const asked: Promise<void>[] = [];
      const startedMs = performance.now();
      for (let dueMs = startedMs; dueMs < startedMs + seconds * 1_000; dueMs += gapMs(perSecond)) {
        const earlyMs = dueMs - performance.now();
        if (earlyMs > 0) await sleep(earlyMs);
        asked.push(this.#ask(request(asked.length), dueMs, answers));
      }
      await Promise.all(asked);
    });
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #measure(load: (answers: Answers) => Promise<void>): Promise<LoadReport> {
    const answers: Answers = new Map();
    const startedMs = performance.now();
    await load(answers);
    return { seconds: (performance.now() - startedMs) / 1_000, latenciesMs: answers };
  }

  async #ask(request: Dispatcher.RequestOptions, sinceMs: number, answers: Answers): Promise<void> {
    const { statusCode, body } = await this.#pool.request(request);
    await body.dump();
    const latencies = answers.get(statusCode) ?? [];
    answers.set(statusCode, latencies);
    latencies.push(performance.now() - sinceMs);
  }
}

/** The times of all answers, which have to be good ones: throws when one is not. */
export const goodAnswers = ({ latenciesMs }: LoadReport): readonly number[] => {
  const statuses = [...latenciesMs].map(([status, latencies]) => `${latencies.length} × ${status}`);
  const { 200: good, ...others } = Object.fromEntries(latenciesMs);
  if (good && Object.keys(others).length === 0) return good;
  throw new Error(`Not all answers were good ones: ${statuses.join(', ')}`);
};
