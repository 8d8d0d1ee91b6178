/** {@link Realtime} over the api's WebSocket: what the page wants, kept true over connections that come and go. */
import type { ApiClient } from '../api/api-client.ts';
import type { Session } from '../session/session.ts';
import { StateStore } from '../state/state-store.ts';
import { openSocket } from './open-socket.ts';
import { Presence } from './presence.ts';
import type { Realtime, RealtimeState, Topic } from './realtime.ts';
import type { ServerMessage } from './server-message.ts';
import { type LinkSocket, SocketLink } from './socket-link.ts';
import { SocketLogin } from './socket-login.ts';
import { type TopicListener, TopicListeners } from './topic-listeners.ts';

/** A page that wants nothing keeps its connection that long: the next page often wants something. */
const lingerMs = 15_000;
/** A subscription that was refused is asked for again: what it is about may be there, or seen, by then. */
const refusedAgainMs = 20_000;
/** A tab that was away that long may have slept through the end of its connection. */
const awayMs = 30_000;
const answerTimeoutMs = 5_000;

export interface RealtimeClientOptions {
  readonly session: Pick<Session, 'subscribe' | 'getSnapshot' | 'tokens'>;
  readonly api: ApiClient;
  readonly openSocket?: () => LinkSocket;
  /** 0 to 1. */
  readonly random?: () => number;
}

/** See the file header. */
export class RealtimeClient implements Realtime {
  readonly #store = new StateStore<RealtimeState>({ isConnected: false });
  readonly #listeners = new TopicListeners();
  readonly #link: SocketLink;
  readonly #login: SocketLogin;
  readonly #presence: Presence;
  #heartbeatSeconds: number | undefined;
  #refusedAgain: ReturnType<typeof setTimeout> | undefined;
  readonly #refused = new Set<Topic>();
  #lingering: ReturnType<typeof setTimeout> | undefined;
  /** Ends what listens to the browser; there from the first wish on until nothing is wanted. */
  #active: AbortController | undefined;
  #hiddenAtMs: number | undefined;

  constructor({ session, api, ...environment }: RealtimeClientOptions) {
    this.#link = new SocketLink({
      openSocket,
      random: Math.random,
      ...environment,
      onMessage: (message) => this.#take(message),
      onLost: () => this.#lose(),
    });
    this.#login = new SocketLogin({
      session,
      send: (message) => this.#link.send(message),
      onReady: () => this.#begin(),
      onLogout: () => this.#link.restart(),
    });
    this.#presence = new Presence({
      api,
      send: (message) => this.#link.send(message),
      isConnected: () => this.#store.getSnapshot().isConnected,
    });
  }

  get subscribe(): Realtime['subscribe'] {
    return this.#store.subscribe;
  }

  get getSnapshot(): Realtime['getSnapshot'] {
    return this.#store.getSnapshot;
  }

  readonly follow = (topic: Topic, listener: TopicListener): (() => void) => {
    // Of its own, so that one listener may follow twice.
    const own: TopicListener = (message) => listener(message);
    if (this.#listeners.add(topic, own)) this.#subscribe([topic]);
    this.#want();
    return () => this.#unfollow(topic, own);
  };

  readonly watch = (streamId: string): (() => void) => {
    this.#presence.add(streamId);
    this.#want();
    let isOpen = true;
    return () => {
      if (isOpen) this.#presence.remove(streamId);
      isOpen = false;
      this.#releaseIfIdle();
    };
  };

  #unfollow(topic: Topic, own: TopicListener): void {
    if (!this.#listeners.remove(topic, own)) return;
    this.#refused.delete(topic);
    if (this.#isConnected()) this.#link.send({ type: 'unsubscribe', topic });
    this.#releaseIfIdle();
  }

  #isConnected(): boolean {
    return this.#store.getSnapshot().isConnected;
  }

  #want(): void {
    clearTimeout(this.#lingering);
    if (this.#active) return;
    this.#active = new AbortController();
    this.#listenToBrowser(this.#active.signal);
    this.#link.start();
  }

  #releaseIfIdle(): void {
    clearTimeout(this.#lingering);
    if (this.#presence.isNeeded || this.#listeners.topics.length > 0) return;
    this.#lingering = setTimeout(() => {
      this.#active?.abort();
      this.#active = undefined;
      this.#link.stop();
    }, lingerMs);
  }

  #take(message: ServerMessage): void {
    if (message.type === 'hello') {
      this.#heartbeatSeconds = message.heartbeatSeconds;
      this.#login.begin();
    }
    this.#login.take(message);
    if (message.type === 'error') this.#noteRefusal(message.topic);
    this.#listeners.dispatch(message);
  }

  /** Who the page is has been said, at the beginning or anew. */
  #begin(): void {
    if (this.#isConnected()) {
      this.#subscribeRefused();
      return;
    }
    this.#store.update({ isConnected: true });
    this.#subscribe(this.#listeners.topics);
    this.#presence.begin(this.#heartbeatSeconds);
  }

  #lose(): void {
    this.#login.end();
    clearTimeout(this.#refusedAgain);
    this.#refused.clear();
    this.#listeners.forgetStates();
    this.#store.update({ isConnected: false });
    this.#presence.suspend();
  }

  #subscribe(topics: readonly Topic[]): void {
    if (this.#isConnected()) for (const topic of topics) this.#link.send({ type: 'subscribe', topic });
  }

  #noteRefusal(name: string | undefined): void {
    const topic = this.#listeners.topics.find((followed) => followed === name);
    if (topic === undefined) return;
    this.#refused.add(topic);
    clearTimeout(this.#refusedAgain);
    this.#refusedAgain = setTimeout(() => this.#subscribeRefused(), refusedAgainMs);
  }

  #subscribeRefused(): void {
    clearTimeout(this.#refusedAgain);
    const refused = [...this.#refused];
    this.#refused.clear();
    this.#subscribe(refused);
  }

  #listenToBrowser(signal: AbortSignal): void {
    const leave = (): void => this.#presence.leave();
    addEventListener('pagehide', leave, { signal });
    addEventListener('pageshow', ({ persisted }) => persisted && this.#presence.resume(), { signal });
    addEventListener('online', () => this.#comeBack(), { signal });
    document.addEventListener('visibilitychange', () => this.#followVisibility(), { signal });
  }

  #followVisibility(): void {
    if (document.visibilityState === 'hidden') {
      this.#hiddenAtMs = Date.now();
      return;
    }
    const wasAwayMs = Date.now() - (this.#hiddenAtMs ?? Date.now());
    if (wasAwayMs >= awayMs) this.#comeBack();
    else this.#link.hurry();
  }

  /**
   * Subscribes anew to one topic: a line that is alive has told all, one that is dead is found out. Not to all: the server takes
   * so many messages at once.
   */
  #comeBack(): void {
    this.#link.hurry();
    const { topics } = this.#listeners;
    const probe = topics.find((topic) => topic === 'streams') ?? topics[0];
    if (!this.#isConnected() || probe === undefined) return;
    this.#link.send({ type: 'unsubscribe', topic: probe });
    this.#subscribe([probe]);
    this.#link.expectAnswer(answerTimeoutMs);
  }
}
