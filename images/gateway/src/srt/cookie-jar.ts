/**
 * Cookies that prove an address without remembering it: a caller gets one in the answer to its induction and must return it.
 * Whoever writes another's address into its packets never sees one, so that nothing is kept for it and nothing sent but an
 * answer as short as the question.
 */
import { createHmac, randomBytes } from 'node:crypto';

/** A cookie is good in the minute in which it was made and in the next one. */
const lifetimeMs = 60_000;
/** A cookie's last bit is its minute's, so that there is only one to compare with. */
const lastBit = (value: number): number => value & 1;

export interface CallerAddress {
  readonly address: string;
  readonly port: number;
}

export class CookieJar {
  readonly #key = randomBytes(32);
  readonly #now: () => number;

  /** `now` in Unix milliseconds. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  bake(caller: CallerAddress): number {
    return this.#cookieOf(caller, this.#minute());
  }

  isGood(caller: CallerAddress, cookie: number): boolean {
    const minute = this.#minute();
    return cookie === this.#cookieOf(caller, lastBit(minute) === lastBit(cookie) ? minute : minute - 1);
  }

  #minute(): number {
    return Math.floor(this.#now() / lifetimeMs);
  }

  #cookieOf({ address, port }: CallerAddress, minute: number): number {
    const hmac = createHmac('sha256', this.#key).update(`${address} ${port} ${minute}`).digest();
    const proof = (hmac.readUInt32BE(0) & ~1) >>> 0;
    // Zero is what a caller has that knows none.
    return (proof || 2) + lastBit(minute);
  }
}
