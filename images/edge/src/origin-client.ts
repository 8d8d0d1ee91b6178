/**
 * Asks transcoder pods, over a pool of connections a pod. It is told the stream's token, which opens that stream alone.
 *
 * What only the pod has (playlists, thumbnail, parts) is asked for again until the time is over: its container may be back in a
 * moment. What the bucket may have is asked for once.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { deriveToken } from '@kubecast/media/derive-token';
import { Pool } from 'undici';
import type { EdgeMetrics } from './edge-metrics.ts';
import type { LiveRoute } from './request-path.ts';
import { livePath } from './request-path.ts';
import type { StreamOrigin } from './routing-table.ts';

/** A pod with an address. */
export type OriginAddress = Extract<StreamOrigin, { kind: 'at' }>;

/**
 * `missing`: the pod answers and does not have it. `no-session`: the pod has no session to speak of, so that the bucket
 * knows better. `away`: no answer in time, or none that makes sense.
 */
export type OriginAnswer =
  | { readonly kind: 'found'; readonly body: Buffer }
  | { readonly kind: 'missing' | 'no-session' }
  /** `reason` is for logs: no address but the pod's, no token. */
  | { readonly kind: 'away'; readonly reason: string };

export interface OriginClientOptions {
  readonly originKey: string;
  readonly metrics: Pick<EdgeMetrics, 'observeUpstream'>;
}

/** How long an origin may take. It holds a blocking playlist request for up to 0.8 of a target duration (of 6 s). */
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

const awayFor = (error: unknown): OriginAnswer => ({
  kind: 'away',
  reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
});

export class OriginClient {
  readonly #pools = new Map<string, { readonly url: string; readonly pool: Pool }>();
  readonly #originKey: string;
  readonly #metrics: OriginClientOptions['metrics'];

  constructor({ originKey, metrics }: OriginClientOptions) {
    this.#originKey = originKey;
    this.#metrics = metrics;
  }

  /** Asks the pod. Rejects only with the signal's reason. */
  async get(origin: OriginAddress, route: LiveRoute, signal: AbortSignal): Promise<OriginAnswer> {
    const startedMs = performance.now();
    const deadline = AbortSignal.timeout(route.directives === '' ? answerMs : blockingAnswerMs);
    const answer = await this.#askUntil(origin, route, AbortSignal.any([signal, deadline]));
    signal.throwIfAborted();
    this.#metrics.observeUpstream('origin', answer.kind, (performance.now() - startedMs) / 1000);
    return answer;
  }

  /** Lets go of the pods that no stream is served by any more. */
  keepOnly(podUids: ReadonlySet<string>): void {
    for (const podUid of this.#pools.keys()) {
      if (!podUids.has(podUid)) this.#letGo(podUid);
    }
  }

  /** Ends every connection. */
  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map(({ pool }) => pool.destroy()));
  }

  async #askUntil(origin: OriginAddress, route: LiveRoute, signal: AbortSignal): Promise<OriginAnswer> {
    const isKeptElsewhere = route.kind === 'segment' || route.kind === 'init';
    let answer: OriginAnswer = { kind: 'away', reason: 'no time left' };
    while (!signal.aborted) {
      answer = await this.#ask(origin, route, signal).catch(awayFor);
      if (answer.kind !== 'away' || isKeptElsewhere) return answer;
      await delay(retryMs, undefined, { signal }).catch(() => undefined);
    }
    return answer;
  }

  async #ask(origin: OriginAddress, route: LiveRoute, signal: AbortSignal): Promise<OriginAnswer> {
    const { statusCode, headers, body } = await this.#poolFor(origin).request({
      method: 'GET',
      path: `${livePath}${route.key}${route.directives}`,
      headers: { authorization: `Bearer ${deriveToken(this.#originKey, route.name)}` },
      signal,
    });
    if (statusCode === 200) return { kind: 'found', body: await readWhole(body) };
    await body.dump();
    if (statusCode === 404) return { kind: headers['kubecast-session'] === 'none' ? 'no-session' : 'missing' };
    return { kind: 'away', reason: `status ${statusCode}` };
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
