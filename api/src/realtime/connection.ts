/**
 * One WebSocket: messages in, one after another, and messages out; within its limits. Whatever a client sends, it gets an answer
 * or is let go; nothing of it throws.
 */
import type { WebSocket } from '@fastify/websocket';
import type { Logger } from '@kubecast/media/logger';
import { ApiError } from '../problems/api-error.ts';
import { translateError } from '../problems/translate-error.ts';
import { encodeMessage } from './encode-message.ts';
import { Outbox } from './outbox.ts';
import { type ClientOrigin, type ClientServices, errorMessage, RealtimeClient } from './realtime-client.ts';
import { heartbeatSeconds, type RealtimeLimits } from './realtime-limits.ts';
import type { RealtimeMetrics, SocketFate } from './realtime-metrics.ts';
import {
  type ClientMessage,
  clientMessageSchema,
  closeCodes,
  protocolVersion,
  type ServerMessage,
} from './realtime-protocol.ts';
import { TokenBucket } from './token-bucket.ts';

export interface ConnectionServices extends ClientServices {
  readonly limits: RealtimeLimits;
  readonly metrics: RealtimeMetrics;
  readonly logger: Logger;
  /** Milliseconds that never go back. */
  readonly nowMs: () => number;
}

export interface ConnectionOptions {
  readonly socket: WebSocket;
  readonly origin: ClientOrigin;
  readonly services: ConnectionServices;
  readonly onEnd: (fate: SocketFate) => void;
}

const parseMessage = (text: string): ClientMessage => {
  const invalid = new ApiError(
    'RequestInvalid',
    'The message is not one of the protocol, see docs/reference/realtime.md',
  );
  try {
    const { data } = clientMessageSchema.safeParse(JSON.parse(text));
    if (data) return data;
  } catch {
    throw invalid;
  }
  throw invalid;
};

const topicIn = (message: ClientMessage | undefined): string | undefined =>
  message?.type === 'subscribe' ? message.topic : undefined;

export class Connection {
  readonly origin: ClientOrigin;
  readonly #socket: WebSocket;
  readonly #services: ConnectionServices;
  readonly #client: RealtimeClient;
  readonly #outbox: Outbox;
  readonly #bucket: TokenBucket;
  #fate: SocketFate = 'closed';
  #isAlive = true;
  #handled: Promise<void> = Promise.resolve();

  constructor({ socket, origin, services, onEnd }: ConnectionOptions) {
    const { limits, nowMs } = services;
    this.origin = origin;
    this.#socket = socket;
    this.#services = services;
    this.#bucket = new TokenBucket(limits.messageBurst, limits.messagesPerSecond, nowMs());
    this.#outbox = new Outbox({ socket, ...limits, nowMs, onOverflow: () => this.#letGo('slow') });
    this.#client = new RealtimeClient(services, origin, (message, key) => this.#send(message, key));
    socket.on('message', (data, isBinary) => this.#receive(String(data), isBinary));
    socket.on('ping', () => this.#admit());
    socket.on('pong', () => {
      this.#isAlive = true;
    });
    socket.once('close', () => {
      this.#client.end();
      onEnd(this.#fate);
    });
    const { subscriptionsPerSocket: maxSubscriptions } = limits;
    this.#send({ type: 'hello', version: protocolVersion, heartbeatSeconds, maxSubscriptions });
  }

  /** Lets go of who has not answered the ping before, or takes nothing; pings the others. */
  check(): void {
    if (!this.#isAlive) this.#letGo('silent');
    else if (this.#outbox.stalledMs() >= this.#services.limits.stalledMs) this.#letGo('slow');
    else if (this.#isOpen()) {
      this.#isAlive = false;
      this.#socket.ping();
    }
  }

  /** Ends it; the client connects again, elsewhere. */
  drain(): void {
    this.#fate = 'drained';
    this.#socket.close(closeCodes.restart, 'Restarting');
  }

  /** Ends it without farewell. */
  terminate(): void {
    this.#socket.terminate();
  }

  #isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  #letGo(fate: SocketFate): void {
    this.#fate = fate;
    this.#socket.terminate();
  }

  /** False, and the end of it, for one message too many. */
  #admit(): boolean {
    if (this.#bucket.take(this.#services.nowMs())) return true;
    this.#fate = 'flooding';
    this.#socket.close(closeCodes.policy, 'Too many messages');
    return false;
  }

  #receive(text: string, isBinary: boolean): void {
    if (!this.#isOpen() || !this.#admit()) return;
    if (isBinary) this.#socket.close(closeCodes.unsupported, 'Send JSON as text');
    else this.#handled = this.#handled.then(() => this.#handle(text));
  }

  async #handle(text: string): Promise<void> {
    let message: ClientMessage | undefined;
    try {
      message = parseMessage(text);
      this.#services.metrics.countMessage('in', message.type);
      await this.#client.handle(message);
    } catch (error) {
      this.#report(error, topicIn(message));
    }
  }

  #report(error: unknown, topic: string | undefined): void {
    const problem = translateError(error);
    if (problem.status >= 500) this.#services.logger.warn({ err: error }, 'Answering a message failed');
    this.#send(errorMessage(problem, topic));
  }

  #send(message: ServerMessage, key?: string): void {
    if (!this.#isOpen()) return;
    this.#services.metrics.countMessage('out', message.type);
    this.#outbox.put(encodeMessage(message), key);
  }
}
