/** A WebSocket client that keeps what it was told, and waits for what it expects. Each message is checked against the protocol. */
import { WebSocket } from 'ws';
import { type ClientMessage, type ServerMessage, serverMessageSchema } from '../realtime-protocol.ts';

export interface ClientOptions {
  /** Of the upgrade: `cookie`, `origin`, `x-forwarded-for`. */
  readonly headers?: Readonly<Record<string, string>>;
}

type MessageOf<Type extends ServerMessage['type']> = Extract<ServerMessage, { type: Type }>;

interface Expectation {
  readonly accepts: (message: ServerMessage) => boolean;
  readonly done: PromiseWithResolvers<ServerMessage>;
}

const patienceMs = 30_000;

export class RealtimeTestClient {
  /** What came and nobody waited for. */
  readonly unread: ServerMessage[] = [];
  /** The code that it was closed with. */
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;
  #expectations: Expectation[] = [];

  constructor(url: string, { headers = {} }: ClientOptions = {}) {
    this.#socket = new WebSocket(url, { headers });
    const closed = Promise.withResolvers<number>();
    this.closed = closed.promise;
    this.closed.catch(() => undefined);
    this.#socket.on('message', (data) => this.#receive(String(data)));
    this.#socket.on('error', (error) => closed.reject(error));
    this.#socket.on('close', (code) => {
      closed.resolve(code);
      for (const { done } of this.#expectations.splice(0)) done.reject(new Error(`The socket was closed with ${code}`));
    });
  }

  say(message: ClientMessage): void {
    this.sayText(JSON.stringify(message));
  }

  sayText(text: string | Uint8Array): void {
    this.#socket.send(text);
  }

  /** The next message of a type, also one that came already; earlier ones of other types stay unread. */
  async next<Type extends ServerMessage['type']>(
    type: Type,
    accepts: (message: MessageOf<Type>) => boolean = () => true,
  ): Promise<MessageOf<Type>> {
    const isIt = (message: ServerMessage): message is MessageOf<Type> =>
      message.type === type && accepts(message as MessageOf<Type>);
    const index = this.unread.findIndex(isIt);
    const [known] = index === -1 ? [] : this.unread.splice(index, 1);
    const message = known ?? (await this.#expect(isIt, type));
    if (!isIt(message)) throw new Error(`Waiting for ${type} gave ${message.type}`);
    return message;
  }

  /** Subscribes, and resolves when that is acknowledged. */
  async subscribe(topic: string): Promise<void> {
    this.say({ type: 'subscribe', topic });
    await this.next('subscribed', (message) => message.topic === topic);
  }

  async authenticate(token: string): Promise<void> {
    this.say({ type: 'authenticate', token });
    await this.next('authenticated');
  }

  close(): void {
    this.#socket.close();
  }

  async #expect(accepts: Expectation['accepts'], what: string): Promise<ServerMessage> {
    const done = Promise.withResolvers<ServerMessage>();
    this.#expectations.push({ accepts, done });
    const limit = setTimeout(() => done.reject(new Error(`No message ${what} came`)), patienceMs);
    return done.promise.finally(() => clearTimeout(limit));
  }

  #receive(text: string): void {
    const message = serverMessageSchema.parse(JSON.parse(text));
    const index = this.#expectations.findIndex(({ accepts }) => accepts(message));
    const [expectation] = index === -1 ? [] : this.#expectations.splice(index, 1);
    if (expectation) expectation.done.resolve(message);
    else this.unread.push(message);
  }
}
