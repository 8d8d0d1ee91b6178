/**
 * Handshakes under way: a caller whose address is proven, and whom no pod has accepted yet. Their number is bounded and they
 * end by themselves when the caller repeats nothing any more.
 */
import type { CallerAddress } from '../srt/cookie-jar.ts';

/** What the gateway knows of one handshake; `Link` is its way to the pod. */
export interface Attempt<Link> {
  readonly caller: CallerAddress;
  readonly callerSocketId: number;
  readonly startedMs: number;
  lastMs: number;
  conclusions: number;
  forwardedMs: number | undefined;
  /** It ended a silent rival. */
  tookOver: boolean;
  /** Set once a pod is asked. */
  link: Link | undefined;
}

/** Callers repeat a conclusion after 0.25 s: one that does not has left. */
const silenceMs = 1_500;

const keyOf = ({ address, port }: CallerAddress, socketId: number): string => `${address} ${port} ${socketId}`;

export class Attempts<Link> {
  readonly #attempts = new Map<string, Attempt<Link>>();

  get size(): number {
    return this.#attempts.size;
  }

  find(caller: CallerAddress, socketId: number): Attempt<Link> | undefined {
    return this.#attempts.get(keyOf(caller, socketId));
  }

  begin({ address, port }: CallerAddress, callerSocketId: number, nowMs: number): Attempt<Link> {
    const caller = { address, port };
    const times = { startedMs: nowMs, lastMs: nowMs, forwardedMs: undefined };
    const attempt = { caller, callerSocketId, ...times, conclusions: 0, tookOver: false, link: undefined };
    this.#attempts.set(keyOf(caller, callerSocketId), attempt);
    return attempt;
  }

  has(attempt: Attempt<Link>): boolean {
    return this.find(attempt.caller, attempt.callerSocketId) === attempt;
  }

  remove(attempt: Attempt<Link>): void {
    if (this.has(attempt)) this.#attempts.delete(keyOf(attempt.caller, attempt.callerSocketId));
  }

  /** A copy: attempts may be removed meanwhile. */
  list(): readonly Attempt<Link>[] {
    return [...this.#attempts.values()];
  }

  /** Removes and returns those whose caller has left. */
  takeAbandoned(nowMs: number): readonly Attempt<Link>[] {
    const abandoned = this.list().filter(({ lastMs }) => nowMs - lastMs > silenceMs);
    for (const attempt of abandoned) this.remove(attempt);
    return abandoned;
  }
}
