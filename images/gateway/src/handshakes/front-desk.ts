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
import type { StreamDirectory } from '../directory/stream-directory.ts';
import type { GatewayMetrics } from '../gateway-metrics.ts';
import type { PublicSockets } from '../relay/public-sockets.ts';
import { CookieJar } from '../srt/cookie-jar.ts';
import { buildInductionAnswer, type Handshake, handshakeTypes, parseHandshake } from '../srt/handshake.ts';
import type { RejectionReason } from '../srt/rejection.ts';
import { decideAdmission } from './admission.ts';
import { Attempts } from './attempts.ts';
import { CallerLimits } from './caller-limits.ts';
import { type Conclusion, observeConclusion, type RivalFlow, readConclusion } from './observe-conclusion.ts';
import { type CallAttempt, PodDesk, type PodTarget } from './pod-desk.ts';
import type { PodAnswer, PodLink } from './pod-link.ts';
import { Refusals } from './refusals.ts';

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

export class FrontDesk {
  readonly #options: FrontDeskOptions;
  readonly #cookies = new CookieJar();
  readonly #attempts = new Attempts<PodLink>();
  readonly #callerLimits: CallerLimits;
  readonly #refusals: Refusals;
  readonly #pods: PodDesk;

  constructor(options: FrontDeskOptions) {
    this.#options = options;
    this.#callerLimits = new CallerLimits(options.limits.handshakesPerSecond);
    this.#refusals = new Refusals(options);
    this.#pods = new PodDesk({ ...options, attempts: this.#attempts });
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
    this.#callerLimits.forgetQuiet(this.#options.now());
  }

  close(): void {
    this.#refusals.close();
    for (const attempt of this.#attempts.list()) this.#pods.leave(attempt);
  }

  #giveCookie(induction: Buffer, caller: RemoteInfo): void {
    const { sockets, metrics, now } = this.#options;
    if (!this.#callerLimits.mayGetCookie(caller.address, now())) {
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
    if (!this.#callerLimits.mayBegin(caller.address, now())) {
      metrics.countDrop('rate-limited');
      return undefined;
    }
    if (flowCount() + this.#attempts.size >= limits.maxFlows) {
      this.#refusals.say(conclusion, 'overload');
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
        if (target.kind === 'at') this.#pods.contact(conclusion, attempt, target);
        break;
      case 'takeOver':
        if (target.kind === 'at') this.#takeOver(conclusion, attempt, target);
        break;
      case 'forward':
        this.#pods.forward(conclusion, attempt);
    }
  }

  #drop(reason: 'waiting' | 'repeated'): void {
    const { metrics } = this.#options;
    if (reason === 'waiting') metrics.countHandshake('waiting');
    else metrics.countDrop('repeated');
  }

  #takeOver(conclusion: Conclusion, attempt: CallAttempt, target: PodTarget): void {
    this.#options.takeOver(target.stream);
    attempt.tookOver = true;
    this.#pods.contact(conclusion, attempt, target);
  }

  #turnAway(conclusion: Conclusion, attempt: CallAttempt, reason: RejectionReason): void {
    this.#pods.leave(attempt);
    this.#refusals.say(conclusion, reason);
  }
}
