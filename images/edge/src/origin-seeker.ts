/**
 * Asks the pod of the moment. While a request waits, the stream's pod may be replaced: the request then goes to the successor,
 * instead of waiting for one that is gone.
 *
 *     at ──answer──► done         at ──another pod serves──► ask that one
 *     starting ──has an address──► ask it          2 s in all; `away` then
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
const lookEveryMs = 50;

const isSame = (a: StreamOrigin, b: StreamOrigin): boolean =>
  a.kind === 'at' && b.kind === 'at' ? a.podUid === b.podUid && a.url === b.url : a.kind === b.kind;

const withoutAddress: OriginAnswer = {
  kind: 'away',
  reason: 'the pod has no address yet',
  awayMs: Number.POSITIVE_INFINITY,
};

export class OriginSeeker {
  readonly #options: OriginSeekerOptions;

  constructor(options: OriginSeekerOptions) {
    this.#options = options;
  }

  /** One look: asks the pod if it has an address. */
  askNow(route: LiveRoute, origin: StreamOrigin, signal: AbortSignal): Promise<OriginAnswer> {
    if (origin.kind === 'none') return Promise.resolve({ kind: 'no-session' });
    if (origin.kind === 'starting') return Promise.resolve(withoutAddress);
    const isCurrent = (): boolean => isSame(this.#current(route), origin);
    return this.#options.origins.get({ origin, route, isCurrent }, signal);
  }

  /** Asks until somebody answers, for about 2 s. Rejects only with the signal's reason. */
  async ask(route: LiveRoute, first: StreamOrigin, signal: AbortSignal): Promise<OriginAnswer> {
    const endMs = performance.now() + patienceMs;
    let origin = first;
    let answer = await this.askNow(route, origin, signal);
    while (answer.kind === 'away' && performance.now() < endMs) {
      const next = await this.#next(route, origin, endMs, signal);
      if (isSame(next, origin)) return answer;
      origin = next;
      answer = await this.askNow(route, origin, signal);
    }
    return answer;
  }

  #current({ name }: LiveRoute): StreamOrigin {
    return this.#options.originOf(name) ?? { kind: 'none' };
  }

  /** A pod that was asked is not waited for any more; one without an address may get it. */
  async #next(route: LiveRoute, origin: StreamOrigin, endMs: number, signal: AbortSignal): Promise<StreamOrigin> {
    let current = this.#current(route);
    while (origin.kind === 'starting' && isSame(current, origin) && performance.now() < endMs) {
      await delay(lookEveryMs, undefined, { signal }).catch(() => undefined);
      signal.throwIfAborted();
      current = this.#current(route);
    }
    return current;
  }
}
