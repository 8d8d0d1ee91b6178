/**
 * One WebSocket after another, as long as it is wanted: a connection that ends, or never says hello, is followed by the
 * next after a wait that grows.
 *
 *     idle ──start──► connecting ──hello──► open
 *       ▲                ▲  └── failed ──┐   │ lost
 *       └──stop──        └── wait ◄──────┴───┘
 */
import type { ClientMessage } from './client-message.ts';
import { parseServerMessage } from './parse-server-message.ts';
import { reconnectWaitMs } from './reconnect-wait.ts';
import type { ServerMessage } from './server-message.ts';

/** The server closed for something the page did (RFC 6455 §7.4.1): repeating it at once would end the same. */
const faultCodes: ReadonlySet<number> = new Set([1003, 1008, 1009]);
const faultFailures = 5;
const helloTimeoutMs = 10_000;
/** A connection that held that long makes the next wait the shortest again. */
const quietMs = 20_000;

/** What of a WebSocket is used. */
export interface LinkSocket {
  addEventListener<Type extends 'message' | 'close'>(
    type: Type,
    listener: (event: WebSocketEventMap[Type]) => void,
    options: { readonly signal: AbortSignal },
  ): void;
  send(text: string): void;
  close(): void;
}

export interface SocketLinkOptions {
  readonly openSocket: () => LinkSocket;
  readonly onMessage: (message: ServerMessage) => void;
  /** The connection of the last `hello` is over. */
  readonly onLost: () => void;
  /** 0 to 1. */
  readonly random: () => number;
}

interface Connection {
  readonly socket: LinkSocket;
  /** Ends what listens to the socket. */
  readonly listening: AbortController;
  isOpen: boolean;
}

type Timer = ReturnType<typeof setTimeout>;

/** See the file header. */
export class SocketLink {
  readonly #options: SocketLinkOptions;
  #connection: Connection | undefined;
  #failures = 0;
  #retry: Timer | undefined;
  /** Of the hello or the answer that is awaited. */
  #deadline: Timer | undefined;
  #quiet: Timer | undefined;

  constructor(options: SocketLinkOptions) {
    this.#options = options;
  }

  start(): void {
    if (!this.#connection && this.#retry === undefined) this.#connect();
  }

  stop(): void {
    this.#clearRetry();
    this.#failures = 0;
    this.#drop();
  }

  /** Ends the connection and makes the next at once. */
  restart(): void {
    this.stop();
    this.start();
  }

  /** Makes the connection now that is being waited for. */
  hurry(): void {
    if (this.#retry === undefined) return;
    this.#clearRetry();
    this.#connect();
  }

  /** Whoever says nothing until then is taken for lost. */
  expectAnswer(timeoutMs: number): void {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.#fail(), timeoutMs);
  }

  /** Nothing while there is no connection. */
  send(message: ClientMessage): void {
    if (this.#connection?.isOpen) this.#connection.socket.send(JSON.stringify(message));
  }

  #connect(): void {
    const connection = { socket: this.#options.openSocket(), listening: new AbortController(), isOpen: false };
    this.#connection = connection;
    this.expectAnswer(helloTimeoutMs);
    const { signal } = connection.listening;
    const { socket } = connection;
    socket.addEventListener('message', ({ data }) => this.#receive(connection, data), { signal });
    socket.addEventListener('close', ({ code }) => this.#fail(faultCodes.has(code) ? faultFailures : 0), { signal });
  }

  #receive(connection: Connection, data: unknown): void {
    clearTimeout(this.#deadline);
    const message = parseServerMessage(data);
    if (message?.type === 'hello') this.#greet(connection);
    if (message && connection.isOpen) this.#options.onMessage(message);
  }

  #greet(connection: Connection): void {
    connection.isOpen = true;
    this.#quiet = setTimeout(() => {
      this.#failures = 0;
    }, quietMs);
  }

  #fail(atLeast = 0): void {
    this.#failures = Math.max(this.#failures + 1, atLeast);
    this.#retry = setTimeout(
      () => {
        this.#retry = undefined;
        this.#connect();
      },
      reconnectWaitMs(this.#failures, this.#options.random()),
    );
    this.#drop();
  }

  #drop(): void {
    const connection = this.#connection;
    this.#connection = undefined;
    clearTimeout(this.#deadline);
    clearTimeout(this.#quiet);
    connection?.listening.abort();
    connection?.socket.close();
    if (connection?.isOpen) this.#options.onLost();
  }

  #clearRetry(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
  }
}
