/**
 * Tells the server who the page is: with each connection, again before the token ends, and when somebody else logs in. The
 * protocol has no logout, so that a logout makes a new connection.
 */
import type { Session } from '../session/session.ts';
import type { ClientMessage } from './client-message.ts';
import type { ServerMessage } from './server-message.ts';

const renewBeforeMs = 60_000;
/** Holds where this computer's clock is wrong. */
const shortestRenewalMs = 30_000;

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
    const { session, send, onReady } = this.#options;
    const token = await session.tokens.current().catch(() => undefined);
    if (run !== this.#run) return;
    const state = session.getSnapshot();
    this.#token = token;
    this.#userId = state.status === 'known' ? state.user.id : undefined;
    if (token !== undefined) send({ type: 'authenticate', token });
    onReady();
  }

  #followSession(): void {
    const state = this.#options.session.getSnapshot();
    if (state.status === 'known' && state.user.id !== this.#userId) void this.#logIn();
    if (state.status === 'anonymous' && this.#userId !== undefined) this.#options.onLogout();
  }

  #renewBefore(expiresAtMs: number): void {
    this.#wasRefused = false;
    const leftMs = Number.isFinite(expiresAtMs) ? expiresAtMs - Date.now() - renewBeforeMs : 0;
    clearTimeout(this.#renewal);
    this.#renewal = setTimeout(() => void this.#logIn(), Math.max(shortestRenewalMs, leftMs));
  }

  #replaceToken(): void {
    if (this.#wasRefused || this.#token === undefined) return;
    this.#wasRefused = true;
    this.#options.session.tokens.refuse(this.#token);
    void this.#logIn();
  }
}
