/** The {@link Session} over the api's `/api/auth` routes (docs/guide/api-accounts.md). */
import { type AccessTokens, ApiClient, noTokens } from '../api/api-client.ts';
import type { Me, Session as SessionAnswer } from '../api/generated/schemas.ts';
import { StateStore } from '../state/state-store.ts';
import { type AccessToken, accessTokenOf } from './access-token.ts';
import { type Exchange, exchangeCookie } from './exchange-cookie.ts';
import type { Credentials, Registration, Session, SessionState } from './session.ts';
import type { Hint } from './session-hint.ts';
import { outsideOf, type SessionOutside } from './session-outside.ts';

const firstRetryMs = 2000;
const longestRetryMs = 15_000;

class KeptSession implements Session {
  readonly #outside: SessionOutside;
  /** Login, registration and refresh go by the cookie: a token of before would only be refused. */
  readonly #asStranger: ApiClient;
  readonly #asUser: ApiClient;
  readonly #store: StateStore<{ state: SessionState }>;
  #token: AccessToken | undefined;
  /** Counts logins and logouts: what was asked before one says nothing after it. */
  #era = 0;
  #refreshing: Promise<void> | undefined;
  #failures = 0;
  /** After a refresh that nobody answered, none is tried before. */
  #notBefore = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly tokens: AccessTokens;

  constructor(outside: SessionOutside) {
    this.#outside = outside;
    this.tokens = { current: () => this.#currentToken(), refuse: (token) => this.#refuse(token) };
    this.#asStranger = new ApiClient(noTokens, outside.fetch);
    this.#asUser = new ApiClient(this.tokens, outside.fetch);
    const mayBeKnown = outside.hint.read() !== undefined;
    this.#store = new StateStore<{ state: SessionState }>({
      state: { status: mayBeKnown ? 'restoring' : 'anonymous' },
    });
    outside.hint.onChange((hint) => this.#followOtherTab(hint), outside.signal);
    outside.visibility.onReturn(() => this.#comeBack(), outside.signal);
    outside.signal?.addEventListener('abort', () => clearTimeout(this.#timer));
    if (mayBeKnown) void this.#refresh();
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  readonly getSnapshot = (): SessionState => this.#store.getSnapshot().state;

  readonly retry = (): void => {
    if (this.getSnapshot().status === 'restoring') this.#restore();
  };

  readonly logIn = (credentials: Credentials): Promise<void> => this.#begin('/api/auth/login', credentials);

  readonly register = (registration: Registration): Promise<void> => this.#begin('/api/auth/register', registration);

  readonly logOut = (): Promise<void> =>
    this.#outside.exclusively(async () => {
      await this.#asStranger.call('POST', '/api/auth/logout');
      this.#forget();
    });

  readonly logOutEverywhere = async (): Promise<void> => {
    await this.#asUser.call('POST', '/api/auth/logout-everywhere');
    this.#forget();
  };

  readonly changeUser = (user: Me): void => {
    if (user.id === this.#userId()) this.#store.update({ state: { status: 'known', user } });
  };

  #userId(): string | undefined {
    const state = this.getSnapshot();
    return state.status === 'known' ? state.user.id : undefined;
  }

  #begin(path: '/api/auth/login' | '/api/auth/register', body: Credentials | Registration): Promise<void> {
    return this.#outside.exclusively(async () => this.#take(await this.#asStranger.call('POST', path, { body })));
  }

  async #currentToken(): Promise<string | undefined> {
    if (this.getSnapshot().status === 'anonymous') return undefined;
    const isUsable = this.#token !== undefined && Date.now() < this.#token.endsAt;
    if (!isUsable && Date.now() >= this.#notBefore) await this.#refresh();
    return this.#token?.value;
  }

  #refuse(token: string): void {
    if (token === this.#token?.value) this.#token = undefined;
  }

  #refresh(): Promise<void> {
    if (this.#refreshing) return this.#refreshing;
    const refreshing = this.#exchange().finally(() => {
      if (this.#refreshing === refreshing) this.#refreshing = undefined;
    });
    this.#refreshing = refreshing;
    return refreshing;
  }

  async #exchange(): Promise<void> {
    const era = this.#era;
    const isPast = (): boolean => era !== this.#era;
    const exchange = await this.#outside.exclusively(async () =>
      isPast() ? undefined : exchangeCookie(this.#asStranger),
    );
    if (exchange && !isPast()) this.#conclude(exchange);
  }

  #conclude(exchange: Exchange): void {
    if (exchange.kind === 'session') this.#take(exchange.answer);
    else if (exchange.kind === 'ended') this.#forget();
    else this.#tryLater(exchange.failure);
  }

  /** That nobody answered is no logout. */
  #tryLater(failure: unknown): void {
    const waitMs = Math.min(longestRetryMs, firstRetryMs * 2 ** this.#failures);
    this.#failures += 1;
    this.#notBefore = Date.now() + waitMs;
    if (this.#token && Date.now() >= this.#token.endsAt) this.#token = undefined;
    if (this.getSnapshot().status === 'restoring') this.#store.update({ state: { status: 'restoring', failure } });
    this.#planRenewal(waitMs);
  }

  #take(answer: SessionAnswer): void {
    this.#beginEra();
    const token = accessTokenOf(answer, Date.now());
    this.#token = token;
    this.#outside.hint.write(answer.user.id);
    this.#store.update({ state: { status: 'known', user: answer.user } });
    this.#planRenewal(token.renewAt - Date.now());
  }

  #forget(): void {
    this.#outside.hint.write(undefined);
    this.#becomeAnonymous();
  }

  #becomeAnonymous(): void {
    this.#beginEra();
    this.#token = undefined;
    this.#store.update({ state: { status: 'anonymous' } });
  }

  #beginEra(): void {
    clearTimeout(this.#timer);
    this.#era += 1;
    this.#failures = 0;
    this.#notBefore = 0;
  }

  #planRenewal(waitMs: number): void {
    clearTimeout(this.#timer);
    if (this.#outside.signal?.aborted) return;
    this.#timer = setTimeout(() => this.#renewIfDue(), waitMs);
  }

  /** A page that nobody sees lets its token run out; the next call, or whoever returns, gets another. */
  #renewIfDue(): void {
    if (this.getSnapshot().status === 'anonymous' || !this.#outside.visibility.isVisible()) return;
    if (this.#token === undefined || Date.now() >= this.#token.renewAt) void this.#refresh();
  }

  /** What other tabs did meanwhile was not told to a page that the browser had put away. */
  #comeBack(): void {
    const hint = this.#outside.hint.read();
    const { status } = this.getSnapshot();
    const isAsBefore = status === 'restoring' ? hint !== undefined : hint === this.#userId();
    if (isAsBefore) this.#renewIfDue();
    else this.#followOtherTab(hint);
  }

  #followOtherTab(hint: Hint): void {
    if (hint === undefined) this.#becomeAnonymous();
    else if (hint !== this.#userId()) this.#restore();
  }

  /** Nothing of who was here before stays. */
  #restore(): void {
    this.#beginEra();
    this.#token = undefined;
    this.#refreshing = undefined;
    this.#store.update({ state: { status: 'restoring' } });
    void this.#refresh();
  }
}

/** Begins with `restoring` where a login may hold, else as a stranger. */
export const createSession = (outside: SessionOutside = outsideOf(window)): Session => new KeptSession(outside);
