/**
 * Tells the server who the page is: with each connection, again before the token ends, and when somebody else logs in. The
 * protocol has no logout, so that a logout makes a new connection.
 */
import type { Session, SessionState } from '../session/session.ts';
import type { ClientMessage } from './client-message.ts';
import type { ServerMessage } from './server-message.ts';

const renewBeforeMs = 60_000;
/** Holds where this computer's clock is wrong. */
const shortestRenewalMs = 30_000;
/** Until somebody who is logged in, and has no token yet, is asked for one again. */
const withoutTokenMs = 5_000;

export interface SocketLoginOptions {
  readonly session: Pick<Session, 'subscribe' | 'getSnapshot' | 'tokens'>;
  readonly send: (message: ClientMessage) => void;
  /** The server knows, or will before it reads what is sent from now on, who this is. */
  readonly onReady: () => void;
  /** The connection is of somebody who has logged out. */
  readonly onLogout: () => void;
}

/** See the file header. */
export class SocketLogin {
  readonly #options: SocketLoginOptions;
  /** Of the connection; outdates what was asked for before. */
  #run = 0;
  #isReady = false;
  /** Whom the server takes the page for. */
  #userId: string | undefined;
  #token: string | undefined;
  /** The server refused a token, and has taken none since. */
  #wasRefused = false;
  #renewal: ReturnType<typeof setTimeout> | undefined;
  #stopListening: (() => void) | undefined;

  constructor(options: SocketLoginOptions) {
    this.#options = options;
  }

  /** A connection has begun. */
  begin(): void {
    this.end();
    this.#stopListening = this.#options.session.subscribe(() => this.#followSession());
    void this.#logIn();
  }

  /** The connection is over. */
  end(): void {
    this.#run += 1;
    this.#isReady = false;
    this.#userId = undefined;
    this.#token = undefined;
    this.#wasRefused = false;
    clearTimeout(this.#renewal);
    this.#stopListening?.();
    this.#stopListening = undefined;
  }

  take(message: ServerMessage): void {
    if (message.type === 'authenticated') this.#renewBefore(Date.parse(message.expiresAt));
    else if (message.type === 'error' && message.code === 'AccessTokenInvalid' && message.topic === undefined) {
      this.#replaceToken();
    }
  }

  async #logIn(): Promise<void> {
    this.#run += 1;
    const run = this.#run;
    clearTimeout(this.#renewal);
    const { session } = this.#options;
    const token = await session.tokens.current().catch(() => undefined);
    if (run !== this.#run) return;
    const state = session.getSnapshot();
    this.#token = token;
    if (token !== undefined) this.#authenticate(token, state);
    // A refresh that nobody answered is no logout: until there is a token, the page is a stranger.
    else if (state.status !== 'anonymous') this.#logInAfter(withoutTokenMs);
    if (token !== undefined || !this.#isReady) this.#options.onReady();
    this.#isReady = true;
  }

  #authenticate(token: string, state: SessionState): void {
    this.#userId = state.status === 'known' ? state.user.id : undefined;
    this.#options.send({ type: 'authenticate', token });
  }

  #followSession(): void {
    const state = this.#options.session.getSnapshot();
    const isToldAlready = this.#token !== undefined && state.status === 'known' && state.user.id === this.#userId;
    if (state.status === 'known' && !isToldAlready) void this.#logIn();
    if (state.status === 'anonymous' && this.#userId !== undefined) this.#options.onLogout();
  }

  #renewBefore(expiresAtMs: number): void {
    this.#wasRefused = false;
    const leftMs = Number.isFinite(expiresAtMs) ? expiresAtMs - Date.now() - renewBeforeMs : 0;
    this.#logInAfter(Math.max(shortestRenewalMs, leftMs));
  }

  #logInAfter(waitMs: number): void {
    clearTimeout(this.#renewal);
    this.#renewal = setTimeout(() => void this.#logIn(), waitMs);
  }

  #replaceToken(): void {
    if (this.#wasRefused || this.#token === undefined) return;
    this.#wasRefused = true;
    this.#options.session.tokens.refuse(this.#token);
    void this.#logIn();
  }
}
