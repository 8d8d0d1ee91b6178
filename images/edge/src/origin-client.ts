/**
 * Asks transcoder pods, over a pool of connections a pod. It is told the stream's token, which opens that stream alone.
 *
 * What only the pod has (playlists, thumbnail, parts) is asked for again until the time is over: its container may be back in a
 * moment. What the bucket may have is asked for once.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { deriveToken } from '@kubecast/media/derive-token';
import { livePath } from '@kubecast/media/grant-paths';
import { Pool } from 'undici';
import { announcedSession } from './announced-session.ts';
import type { EdgeMetrics } from './edge-metrics.ts';
import { OriginAbsence } from './origin-absence.ts';
import { type OriginAnswer, type OriginVerdict, originVerdict } from './origin-answer.ts';
import type { LiveRoute } from './request-path.ts';
import type { StreamOrigin } from './routing-table.ts';

/** A pod with an address. */
export type OriginAddress = Extract<StreamOrigin, { kind: 'at' }>;

export interface OriginClientOptions {
  /** The key of this moment: it may be changed while the edge runs. */
  readonly originKey: () => string;
  readonly metrics: Pick<EdgeMetrics, 'observeUpstream'>;
  readonly absence?: OriginAbsence;
}

/** How long an origin may take, and is asked again. It holds a blocking playlist request for up to 0.8 of a target duration (of 6 s). */
const answerMs = 2_000;
const blockingAnswerMs = 8_000;
const retryMs = 100;
const maximumBodyBytes = 64 * 1024 * 1024;

const poolOptions = { connections: 64, pipelining: 1, connect: { timeout: 1_000 }, keepAliveTimeout: 30_000 } as const;

const readWhole = async (body: AsyncIterable<Buffer>): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maximumBodyBytes) throw new RangeError(`An origin's answer is over ${maximumBodyBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
};

/** One attempt: an answer, or why there is none. */
type Attempt =
  | Exclude<OriginAnswer, { kind: 'away' }>
  /** `absent`: nobody takes the connection. `failing`: somebody does, and is slow or ill: a busy node is no lost one. */
  | { readonly kind: 'absent' | 'failing' | 'stranger'; readonly reason: string };

const isAnswer = (attempt: Attempt): attempt is Exclude<OriginAnswer, { kind: 'away' }> => !('reason' in attempt);

const connectionFaults: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const isConnectionFault = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && connectionFaults.has(error.code);

const failingWith = (error: unknown): Attempt => ({
  kind: isConnectionFault(error) ? 'absent' : 'failing',
  reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
});

const isKeptElsewhere = ({ kind }: LiveRoute): boolean => kind === 'segment' || kind === 'init';

const withoutBody = (kind: Exclude<OriginVerdict, 'found'>, statusCode: number): Attempt => {
  if (kind === 'missing' || kind === 'no-session') return { kind };
  const reason = `status ${statusCode}`;
  return { kind, reason: kind === 'stranger' ? `another one answers at its address, ${reason}` : reason };
};

export class OriginClient {
  readonly #pools = new Map<string, { readonly url: string; readonly pool: Pool }>();
  readonly #options: OriginClientOptions;
  readonly #absence: OriginAbsence;
  /** By pod: the session that it told players of last. */
  readonly #announced = new Map<string, string>();

  constructor(options: OriginClientOptions) {
    this.#options = options;
    this.#absence = options.absence ?? new OriginAbsence();
  }

  /** Asks the pod; one that is away, only now and then. Rejects only with the signal's reason. */
  async get(origin: OriginAddress, route: LiveRoute, signal: AbortSignal): Promise<OriginAnswer> {
    const startedMs = performance.now();
    const deadline = AbortSignal.timeout(route.directives === '' ? answerMs : blockingAnswerMs);
    const attempt = await this.#attempt(origin, route, AbortSignal.any([signal, deadline]));
    signal.throwIfAborted();
    const answer = this.#note(origin, route, attempt);
    this.#options.metrics.observeUpstream('origin', answer.kind, (performance.now() - startedMs) / 1000);
    return answer;
  }

  /** Lets go of the pods that no stream is served by any more. */
  keepOnly(podUids: ReadonlySet<string>): void {
    for (const podUid of this.#pools.keys()) {
      if (!podUids.has(podUid)) this.#letGo(podUid);
    }
    for (const podUid of this.#announced.keys()) {
      if (!podUids.has(podUid)) this.#announced.delete(podUid);
    }
    this.#absence.keepOnly(podUids);
  }

  /** Ends every connection. */
  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map(({ pool }) => pool.destroy()));
  }

  async #attempt(origin: OriginAddress, route: LiveRoute, signal: AbortSignal): Promise<Attempt> {
    if (this.#absence.awayMs(origin.podUid) === undefined) return this.#askUntil(origin, route, signal);
    if (this.#absence.takeTurn(origin.podUid)) return this.#ask(origin, route, signal).catch(failingWith);
    return { kind: 'absent', reason: 'it did not answer a moment ago' };
  }

  async #askUntil(origin: OriginAddress, route: LiveRoute, signal: AbortSignal): Promise<Attempt> {
    const endMs = performance.now() + answerMs;
    let attempt: Attempt = { kind: 'failing', reason: 'no time left' };
    while (!signal.aborted && performance.now() < endMs) {
      const latest = await this.#ask(origin, route, signal).catch(failingWith);
      // The last attempt was cut short: the one before says more.
      attempt = signal.aborted && attempt.kind === 'absent' ? attempt : latest;
      if (isAnswer(attempt) || attempt.kind === 'stranger' || isKeptElsewhere(route)) return attempt;
      await delay(retryMs, undefined, { signal }).catch(() => undefined);
    }
    return attempt;
  }

  /** A container may be started again: what was asked for only once does not tell that the pod is away. */
  #note({ podUid }: OriginAddress, route: LiveRoute, attempt: Attempt): OriginAnswer {
    const absence = this.#absence;
    if (isAnswer(attempt)) {
      absence.noteAnswer(podUid);
      this.#noteSession(podUid, route, attempt);
      return attempt;
    }
    const isAway = attempt.kind === 'stranger' || (attempt.kind === 'absent' && !isKeptElsewhere(route));
    if (attempt.kind === 'failing') absence.noteAnswer(podUid);
    else if (isAway && absence.awayMs(podUid) === undefined) absence.noteAway(podUid);
    const announced = this.#announced.get(podUid);
    const isThere = attempt.kind === 'failing';
    return { kind: 'away', reason: attempt.reason, awayMs: absence.awayMs(podUid) ?? 0, isThere, announced };
  }

  #noteSession(podUid: string, { kind }: LiveRoute, answer: Exclude<OriginAnswer, { kind: 'away' }>): void {
    const session = kind === 'playlist' && answer.kind === 'found' ? announcedSession(answer.body) : undefined;
    if (session !== undefined) this.#announced.set(podUid, session);
  }

  async #ask(origin: OriginAddress, route: LiveRoute, signal: AbortSignal): Promise<Attempt> {
    const { statusCode, headers, body } = await this.#poolFor(origin).request({
      method: 'GET',
      path: `${livePath}${route.key}${route.directives}`,
      headers: { authorization: `Bearer ${deriveToken(this.#options.originKey(), route.name)}` },
      signal,
    });
    const verdict = originVerdict({ statusCode, headers }, route.kind);
    if (verdict === 'found') return { kind: 'found', body: await readWhole(body) };
    await body.dump();
    return withoutBody(verdict, statusCode);
  }

  /** A pod whose sandbox was lost comes back under another address. */
  #poolFor({ podUid, url }: OriginAddress): Pool {
    const known = this.#pools.get(podUid);
    if (known?.url === url) return known.pool;
    this.#letGo(podUid);
    const pool = new Pool(url, poolOptions);
    this.#pools.set(podUid, { url, pool });
    return pool;
  }

  #letGo(podUid: string): void {
    void this.#pools.get(podUid)?.pool.close();
    this.#pools.delete(podUid);
  }
}
