/**
 * Asks the pod of the moment. While a request waits, the stream's pod may be replaced: the request then goes to the successor,
 * instead of waiting for one that is gone.
 *
 *     at ──answer──► done         at ──another pod serves──► ask that one
 *     starting ──has an address──► ask it          ──2 s──► away
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { StreamName } from '@kubecast/media/keys';
import type { OriginAnswer } from './origin-answer.ts';
import type { OriginClient } from './origin-client.ts';
import type { LiveRoute } from './request-path.ts';
import type { StreamOrigin } from './routing-table.ts';

export interface OriginSeekerOptions {
  readonly origins: Pick<OriginClient, 'get'>;
  /** As the informers last knew; undefined for a stream that is there no more. */
  readonly originOf: (name: StreamName) => StreamOrigin | undefined;
}

const patienceMs = 2_000;
/** Most requests are answered before anybody needs to look. */
const firstLookMs = 300;
const lookEveryMs = 50;

const isSame = (a: StreamOrigin, b: StreamOrigin): boolean =>
  a.kind === 'at' && b.kind === 'at' ? a.podUid === b.podUid && a.url === b.url : a.kind === b.kind;

const away = (reason: string, awayMs: number): OriginAnswer => ({ kind: 'away', reason, awayMs, isThere: false });

/** Nobody is there who could be live. */
const withoutAddress = away('the pod has no address yet', Number.POSITIVE_INFINITY);

export class OriginSeeker {
  readonly #options: OriginSeekerOptions;

  constructor(options: OriginSeekerOptions) {
    this.#options = options;
  }

  /** One look: asks the pod if it has an address. */
  async askNow(route: LiveRoute, origin: StreamOrigin, signal: AbortSignal): Promise<OriginAnswer> {
    if (origin.kind === 'none') return { kind: 'no-session' };
    if (origin.kind === 'starting') return withoutAddress;
    return this.#options.origins.get(origin, route, signal);
  }

  /** Asks until somebody answers, for about 2 s a pod. Rejects only with the signal's reason. */
  async ask(route: LiveRoute, first: StreamOrigin, signal: AbortSignal): Promise<OriginAnswer> {
    const endMs = performance.now() + patienceMs;
    let origin = first;
    for (;;) {
      const answer = await this.#askWhileCurrent(route, origin, signal);
      if (answer.kind !== 'away') return answer;
      if (origin.kind === 'starting') await this.#waitForMove(route, origin, endMs, signal);
      const next = this.#current(route);
      if (isSame(next, origin)) return answer;
      origin = next;
    }
  }

  #current({ name }: LiveRoute): StreamOrigin {
    return this.#options.originOf(name) ?? { kind: 'none' };
  }

  /** Lets the pod go as soon as another one serves the stream. */
  async #askWhileCurrent(route: LiveRoute, origin: StreamOrigin, signal: AbortSignal): Promise<OriginAnswer> {
    const moved = new AbortController();
    const watching = new AbortController();
    const until = AbortSignal.any([signal, watching.signal]);
    void delay(firstLookMs, undefined, { signal: until })
      .then(() => this.#waitForMove(route, origin, Number.POSITIVE_INFINITY, until))
      .then(() => moved.abort())
      .catch(() => undefined);
    try {
      return await this.askNow(route, origin, AbortSignal.any([signal, moved.signal]));
    } catch (error) {
      signal.throwIfAborted();
      if (!moved.signal.aborted) throw error;
      return away('another pod has taken over', 0);
    } finally {
      watching.abort();
    }
  }

  async #waitForMove(route: LiveRoute, origin: StreamOrigin, endMs: number, signal: AbortSignal): Promise<void> {
    while (isSame(this.#current(route), origin) && performance.now() < endMs) {
      await delay(lookEveryMs, undefined, { signal });
    }
  }
}
