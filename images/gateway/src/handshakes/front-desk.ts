/**
 * The callers' handshakes, from the first word to the pod's yes:
 *
 * ```
 * induction ──► cookie (nothing is kept)
 * conclusion, good cookie ──► attempt ──decideAdmission──► dropped, refused, or
 *      contact: our own induction to the pod ──its cookie──► the caller's next conclusion goes on with it
 *      pod says yes ──► `onAccepted`: the attempt becomes a flow; pod says no ──► the caller hears it
 * ```
 */
import type { RemoteInfo } from 'node:dgram';
import type { StreamDirectory, StreamPod } from '../directory/stream-directory.ts';
import type { GatewayMetrics } from '../gateway-metrics.ts';
import type { PublicSockets } from '../relay/public-sockets.ts';
import { CookieJar } from '../srt/cookie-jar.ts';
import {
  buildInduction,
  buildInductionAnswer,
  buildRefusal,
  type Handshake,
  handshakeTypes,
  parseHandshake,
} from '../srt/handshake.ts';
import { type RejectionReason, refusalType } from '../srt/rejection.ts';
import { decideAdmission } from './admission.ts';
import { type Attempt, Attempts } from './attempts.ts';
import { type Conclusion, observeConclusion, type RivalFlow, readConclusion } from './observe-conclusion.ts';
import { type PodAnswer, PodLink } from './pod-link.ts';
import { TokenBuckets } from './token-buckets.ts';

export type CallAttempt = Attempt<PodLink>;

export interface FrontDeskLimits {
  /** Flows and attempts together. */
  readonly maxFlows: number;
  /** New attempts an address. */
  readonly handshakesPerSecond: number;
}

export interface FrontDeskOptions {
  readonly sockets: PublicSockets;
  readonly directory: StreamDirectory;
  readonly metrics: GatewayMetrics;
  readonly limits: FrontDeskLimits;
  /** Milliseconds that never go back. */
  readonly now: () => number;
  readonly flowCount: () => number;
  readonly flowOf: (stream: string) => RivalFlow | undefined;
  /** Ends the stream's flow in its name. */
  readonly takeOver: (stream: string) => void;
  readonly onAccepted: (attempt: CallAttempt, link: PodLink, answer: PodAnswer) => void;
}

interface ContactOptions {
  readonly stream: string;
  readonly pod: StreamPod;
  readonly isTakeover: boolean;
}

/** A caller that comes back through a real network may need some more than the average. */
const burstSeconds = 5;
/** An address may ask for so many cookies for each attempt that it may begin. */
const inductionsAnAttempt = 4;
const maxBuckets = 10_000;
/** As long as a pod takes to find a passphrase wrong: it derives a key first. */
const unknownRefusalDelayMs = 3;

export class FrontDesk {
  readonly #options: FrontDeskOptions;
  readonly #cookies = new CookieJar();
  readonly #attempts = new Attempts<PodLink>();
  readonly #attemptTokens: TokenBuckets;
  readonly #inductionTokens: TokenBuckets;

  constructor(options: FrontDeskOptions) {
    this.#options = options;
    const perSecond = options.limits.handshakesPerSecond;
    this.#attemptTokens = new TokenBuckets({ perSecond, burst: perSecond * burstSeconds, maxBuckets });
    const inductions = perSecond * inductionsAnAttempt;
    this.#inductionTokens = new TokenBuckets({ perSecond: inductions, burst: inductions * burstSeconds, maxBuckets });
  }

  get attempts(): number {
    return this.#attempts.size;
  }

  /** A packet that is for no socket yet. */
  receive(packet: Buffer, caller: RemoteInfo): void {
    const handshake = parseHandshake(packet);
    if (handshake?.type === handshakeTypes.induction) this.#giveCookie(packet, caller);
    else if (handshake?.type === handshakeTypes.conclusion) this.#conclude(packet, handshake, caller);
    else this.#options.metrics.countDrop('malformed');
  }

  /** Call it often: repeats what pods have not answered, forgets callers that left. */
  tick(): void {
    const now = this.#options.now();
    for (const { link } of this.#attempts.takeAbandoned(now)) link?.close();
    for (const { link } of this.#attempts.list()) link?.ask();
  }

  /** Call it now and then: forgets addresses that have been quiet. */
  forgetQuiet(): void {
    const now = this.#options.now();
    this.#attemptTokens.forgetFull(now);
    this.#inductionTokens.forgetFull(now);
  }

  close(): void {
    for (const attempt of this.#attempts.list()) this.#leave(attempt);
  }

  #giveCookie(induction: Buffer, caller: RemoteInfo): void {
    const { sockets, metrics, now } = this.#options;
    if (!this.#inductionTokens.take(caller.address, now())) {
      metrics.countDrop('rate-limited');
      return;
    }
    sockets.send(buildInductionAnswer(induction, this.#cookies.bake(caller)), caller);
    metrics.countHandshake('cookie-given');
  }

  #conclude(packet: Buffer, handshake: Handshake, caller: RemoteInfo): void {
    const { metrics, now } = this.#options;
    if (!this.#cookies.isGood(caller, handshake.cookie)) {
      metrics.countDrop('bad-cookie');
      return;
    }
    const conclusion = readConclusion(packet, handshake, caller);
    const attempt = this.#attempts.find(caller, handshake.socketId) ?? this.#begin(conclusion);
    if (!attempt) return;
    attempt.lastMs = now();
    attempt.conclusions += 1;
    this.#decide(conclusion, attempt);
  }

  #begin(conclusion: Conclusion): CallAttempt | undefined {
    const { metrics, limits, flowCount, now } = this.#options;
    const { caller, handshake } = conclusion;
    if (this.#answerAgain(conclusion)) return undefined;
    if (!this.#attemptTokens.take(caller.address, now())) {
      metrics.countDrop('rate-limited');
      return undefined;
    }
    if (flowCount() + this.#attempts.size >= limits.maxFlows) {
      this.#refuse(conclusion, 'overload');
      return undefined;
    }
    return this.#attempts.begin(caller, handshake.socketId, now());
  }

  /** The caller is in and missed the pod's yes. */
  #answerAgain({ requested, caller, handshake }: Conclusion): boolean {
    const { directory, flowOf, metrics } = this.#options;
    const target = requested.kind === 'publish' ? directory.find(requested.streamId) : undefined;
    const flow = target && target.kind !== 'unknown' ? flowOf(target.stream) : undefined;
    if (flow?.record.callerSocketId !== handshake.socketId) return false;
    if (flow.record.caller.address !== caller.address || flow.record.caller.port !== caller.port) return false;
    if (!flow.answerAgain()) return false;
    metrics.countHandshake('answered-again');
    return true;
  }

  #decide(conclusion: Conclusion, attempt: CallAttempt): void {
    const { directory, flowOf, now } = this.#options;
    const { target, facts } = observeConclusion(conclusion, attempt, { directory, flowOf, now: now() });
    const decision = decideAdmission(facts);
    switch (decision.kind) {
      case 'drop':
        this.#drop(decision.reason);
        break;
      case 'refuse':
        this.#turnAway(conclusion, attempt, decision.reason);
        break;
      case 'contact':
      case 'takeOver':
        if (target.kind === 'at')
          this.#contact(conclusion, attempt, { ...target, isTakeover: decision.kind === 'takeOver' });
        break;
      case 'forward':
        this.#forward(conclusion, attempt);
    }
  }

  #drop(reason: 'waiting' | 'repeated'): void {
    const { metrics } = this.#options;
    if (reason === 'waiting') metrics.countHandshake('waiting');
    else metrics.countDrop('repeated');
  }

  #forward({ packet }: Conclusion, attempt: CallAttempt): void {
    attempt.forwardedMs = this.#options.now();
    attempt.link?.forward(packet);
    this.#options.metrics.countHandshake('forwarded');
  }

  #contact({ packet }: Conclusion, attempt: CallAttempt, { stream, pod, isTakeover }: ContactOptions): void {
    const { metrics, takeOver } = this.#options;
    metrics.countHandshake('waiting');
    if (isTakeover) takeOver(stream);
    attempt.tookOver ||= isTakeover;
    // What was asked is asked again by the tick.
    if (attempt.link?.pod.uid === pod.uid) return;
    attempt.link?.close();
    const link: PodLink = new PodLink({
      stream,
      pod,
      induction: buildInduction(packet),
      onAnswer: (answer) => this.#hearPod(attempt, link, answer, packet),
      onError: () => metrics.countUpstreamError(),
    });
    attempt.link = link;
  }

  /** The pod's no is said in the gateway's words: they are the same for a stream that nobody has. */
  #hearPod(attempt: CallAttempt, link: PodLink, answer: PodAnswer, conclusion: Buffer): void {
    const { sockets, metrics, onAccepted } = this.#options;
    if (attempt.link !== link || !this.#attempts.has(attempt)) return;
    metrics.countHandshake(answer.isAccepted ? 'accepted' : 'refused-by-pod');
    if (answer.isAccepted) onAccepted(attempt, link, answer);
    else sockets.send(buildRefusal(conclusion, answer.type), attempt.caller);
    this.#leave(attempt);
  }

  #turnAway(conclusion: Conclusion, attempt: CallAttempt, reason: RejectionReason): void {
    this.#leave(attempt);
    const isUnknown = reason === 'badSecret' || reason === 'unsecure';
    if (isUnknown) setTimeout(() => this.#refuse(conclusion, reason), unknownRefusalDelayMs).unref();
    else this.#refuse(conclusion, reason);
  }

  #refuse({ packet, caller }: Conclusion, reason: RejectionReason): void {
    const { sockets, metrics } = this.#options;
    sockets.send(buildRefusal(packet, refusalType(reason)), caller);
    metrics.countRefusal(reason);
    metrics.countHandshake('refused');
  }

  #leave(attempt: CallAttempt): void {
    this.#attempts.remove(attempt);
    attempt.link?.close();
  }
}
