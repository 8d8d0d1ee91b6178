/** The gateway's no. */
import type { GatewayMetrics } from '../gateway-metrics.ts';
import type { PublicSockets } from '../relay/public-sockets.ts';
import { buildRefusal } from '../srt/handshake.ts';
import { type RejectionReason, refusalType } from '../srt/rejection.ts';
import type { Conclusion } from './observe-conclusion.ts';

export interface RefusalsOptions {
  readonly sockets: Pick<PublicSockets, 'send'>;
  readonly metrics: Pick<GatewayMetrics, 'countHandshake' | 'countRefusal'>;
}

/** As long as a pod takes to find a passphrase wrong: it derives a key first. */
const unknownDelayMs = 3;

export class Refusals {
  readonly #options: RefusalsOptions;
  readonly #waiting = new Set<NodeJS.Timeout>();

  constructor(options: RefusalsOptions) {
    this.#options = options;
  }

  /** Says no: at once, or a little later for reasons that a pod could have as well. */
  say(conclusion: Conclusion, reason: RejectionReason): void {
    if (reason === 'badSecret' || reason === 'unsecure') this.#sayLater(conclusion, reason);
    else this.#send(conclusion, reason);
  }

  /** Whoever waits hears nothing any more. */
  close(): void {
    for (const timer of this.#waiting) clearTimeout(timer);
    this.#waiting.clear();
  }

  #sayLater(conclusion: Conclusion, reason: RejectionReason): void {
    const timer = setTimeout(() => {
      this.#waiting.delete(timer);
      this.#send(conclusion, reason);
    }, unknownDelayMs);
    this.#waiting.add(timer);
  }

  #send({ packet, caller }: Conclusion, reason: RejectionReason): void {
    const { sockets, metrics } = this.#options;
    sockets.send(buildRefusal(packet, refusalType(reason)), caller);
    metrics.countRefusal(reason);
    metrics.countHandshake('refused');
  }
}
