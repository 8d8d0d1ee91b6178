/** One client, behind its socket: who it is, what it follows and what it watches. */
import { decodeJwt } from 'jose';
import { anonymous, type Caller, type UserCaller } from '../access/caller.ts';
import { ApiError } from '../problems/api-error.ts';
import { userViewer } from '../viewers/viewer-identity.ts';
import type { Audience } from './audience.ts';
import type { RealtimeLimits } from './realtime-limits.ts';
import { type ClientMessage, type ServerMessage, type Topic, topicOf } from './realtime-protocol.ts';
import type { StreamHub } from './stream-hub.ts';
import { type Subscriber, topicRefusal } from './topics.ts';

export interface ClientServices {
  readonly hub: StreamHub;
  readonly audience: Audience;
  /** @throws ApiError `AccessTokenInvalid` */
  readonly verifyAccessToken: (token: string) => Promise<UserCaller>;
  readonly limits: Pick<RealtimeLimits, 'subscriptionsPerSocket'>;
  readonly now: () => Date;
}

/** Whose socket it is. */
export interface ClientOrigin {
  /** As `viewerOf` says, of whoever is not logged in. */
  readonly viewer: string;
  /** As `networkOf` says. */
  readonly network: string;
}

type MessageOf<Type extends ClientMessage['type']> = Extract<ClientMessage, { type: Type }>;

const expiryOf = (token: string): Date => new Date((decodeJwt(token).exp ?? 0) * 1000);

const expiredError = (): ApiError =>
  new ApiError('AccessTokenInvalid', 'The access token has expired, authenticate with a new one');

export class RealtimeClient implements Subscriber {
  readonly send: Subscriber['send'];
  readonly #services: ClientServices;
  readonly #network: string;
  readonly #topics = new Map<string, Topic>();
  readonly #watched = new Set<string>();
  #viewer: string;
  #caller: Caller = anonymous;
  #expiry: NodeJS.Timeout | undefined;
  #hasEnded = false;

  constructor(services: ClientServices, { viewer, network }: ClientOrigin, send: Subscriber['send']) {
    this.#services = services;
    this.#viewer = viewer;
    this.#network = network;
    this.send = send;
  }

  get caller(): Caller {
    return this.#caller;
  }

  /** Does what a message asks for. @throws ApiError, or whatever the database does */
  async handle(message: ClientMessage): Promise<void> {
    switch (message.type) {
      case 'authenticate':
        return this.#authenticate(message);
      case 'subscribe':
        return this.#subscribe(topicOf(message.topic));
      case 'unsubscribe':
        return this.#unsubscribe(topicOf(message.topic));
      case 'watching':
        return this.#watch(message);
      case 'stopped':
        return this.#stop(message.streamId);
    }
  }

  /** The socket has closed. */
  end(): void {
    this.#hasEnded = true;
    clearTimeout(this.#expiry);
    for (const topic of this.#topics.values()) this.#unsubscribe(topic);
    for (const streamId of this.#watched) this.#stop(streamId);
  }

  endTopic(topic: Topic, { code, message }: ApiError): void {
    this.#unsubscribe(topic);
    this.send({ type: 'error', code, detail: message, topic: topic.name });
  }

  async #authenticate({ token }: MessageOf<'authenticate'>): Promise<void> {
    const caller = await this.#services.verifyAccessToken(token);
    if (this.#hasEnded) return;
    const expiresAt = expiryOf(token);
    this.#become(caller, userViewer(caller.id));
    const leftMs = Math.max(0, expiresAt.getTime() - this.#services.now().getTime());
    this.#expiry = setTimeout(() => this.#expire(), leftMs);
    this.send({ type: 'authenticated', userId: caller.id, expiresAt: expiresAt.toISOString() });
  }

  /** They still are the same viewer, but see no more than anyone. */
  #expire(): void {
    const { code, message: detail } = expiredError();
    this.send({ type: 'error', code, detail });
    this.#become(anonymous, this.#viewer);
  }

  #become(caller: Caller, viewer: string): void {
    clearTimeout(this.#expiry);
    if (viewer !== this.#viewer) for (const streamId of this.#watched) this.#stop(streamId);
    this.#caller = caller;
    this.#viewer = viewer;
    for (const topic of this.#topics.values()) this.#reconsider(topic);
  }

  #reconsider(topic: Topic): void {
    if (topic.kind === 'streams') return;
    const refusal = topicRefusal(this.#caller, topic, this.#services.hub.known(topic.id));
    if (refusal) this.endTopic(topic, refusal);
  }

  async #subscribe(topic: Topic): Promise<void> {
    const { hub, limits } = this.#services;
    if (this.#topics.has(topic.name)) return;
    if (this.#topics.size >= limits.subscriptionsPerSocket) {
      throw new ApiError('TooManyRequests', `A connection takes ${limits.subscriptionsPerSocket} subscriptions`);
    }
    await hub.subscribe(topic, this);
    if (this.#hasEnded) hub.unsubscribe(topic, this);
    else this.#topics.set(topic.name, topic);
  }

  #unsubscribe(topic: Topic): void {
    if (this.#topics.delete(topic.name)) this.#services.hub.unsubscribe(topic, this);
  }

  #watch({ streamId }: MessageOf<'watching'>): void {
    const [viewer, network, caller] = [this.#viewer, this.#network, this.#caller];
    this.#services.audience.beat({ streamId, viewer, network, caller });
    this.#watched.add(streamId);
    // A page has few players: the oldest of more was forgotten to be stopped.
    const [oldest] = this.#watched;
    if (this.#watched.size > this.#services.limits.subscriptionsPerSocket && oldest) this.#stop(oldest);
  }

  #stop(streamId: string): void {
    if (this.#watched.delete(streamId)) this.#services.audience.leave(streamId, this.#viewer);
  }
}

/** What failed, as a message. */
export const errorMessage = ({ code, message }: ApiError, topic?: string): ServerMessage => ({
  type: 'error',
  code,
  detail: message,
  ...(topic === undefined ? {} : { topic }),
});
