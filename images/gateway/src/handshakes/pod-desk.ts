/** The pods' side of callers' handshakes: each attempt's link to its pod, and what comes of it. */
import type { StreamTarget } from '../directory/stream-directory.ts';
import type { GatewayMetrics } from '../gateway-metrics.ts';
import type { PublicSockets } from '../relay/public-sockets.ts';
import { buildInduction, buildRefusal } from '../srt/handshake.ts';
import type { Attempt, Attempts } from './attempts.ts';
import type { Conclusion } from './observe-conclusion.ts';
import { type PodAnswer, PodLink } from './pod-link.ts';

export type CallAttempt = Attempt<PodLink>;
export type PodTarget = Extract<StreamTarget, { readonly kind: 'at' }>;

export interface PodDeskOptions {
  readonly attempts: Attempts<PodLink>;
  readonly sockets: Pick<PublicSockets, 'send'>;
  readonly metrics: Pick<GatewayMetrics, 'countHandshake' | 'countUpstreamError'>;
  readonly now: () => number;
  readonly onAccepted: (attempt: CallAttempt, link: PodLink, answer: PodAnswer) => void;
}

export class PodDesk {
  readonly #options: PodDeskOptions;

  constructor(options: PodDeskOptions) {
    this.#options = options;
  }

  /** Asks the pod for a cookie. What was asked is asked again by the tick. */
  contact({ packet }: Conclusion, attempt: CallAttempt, { stream, pod }: PodTarget): void {
    const { metrics } = this.#options;
    metrics.countHandshake('waiting');
    if (attempt.link?.pod.uid === pod.uid) return;
    attempt.link?.close();
    const link: PodLink = new PodLink({
      ...{ stream, pod, induction: buildInduction(packet) },
      onAnswer: (answer) => this.#hear(attempt, link, answer, packet),
      onError: () => metrics.countUpstreamError(),
      onFailure: () => this.#giveUp(attempt, link),
    });
    attempt.link = link;
  }

  /** Sends the conclusion on, with the pod's cookie. */
  forward({ packet }: Conclusion, attempt: CallAttempt): void {
    const { metrics, now } = this.#options;
    attempt.forwardedMs = now();
    attempt.link?.forward(packet);
    metrics.countHandshake('forwarded');
  }

  /** Forgets the attempt, and whom it asked. */
  leave(attempt: CallAttempt): void {
    this.#options.attempts.remove(attempt);
    attempt.link?.close();
  }

  /** The caller's next conclusion asks anew. */
  #giveUp(attempt: CallAttempt, link: PodLink): void {
    this.#options.metrics.countUpstreamError();
    if (attempt.link === link) attempt.link = undefined;
  }

  /** The pod's no is said in the gateway's words: they are the same for a stream that nobody has. */
  #hear(attempt: CallAttempt, link: PodLink, answer: PodAnswer, conclusion: Buffer): void {
    const { attempts, sockets, metrics, onAccepted } = this.#options;
    if (attempt.link !== link || !attempts.has(attempt)) return;
    metrics.countHandshake(answer.isAccepted ? 'accepted' : 'refused-by-pod');
    if (answer.isAccepted) onAccepted(attempt, link, answer);
    else sockets.send(buildRefusal(conclusion, answer.type), attempt.caller);
    this.leave(attempt);
  }
}
