/** A TCP relay in front of a server under test, for a network that fails at a chosen byte. */
import { once } from 'node:events';
import { connect as connectTo, createServer, type Server, type Socket } from 'node:net';

/** Which bytes a fault counts: of what clients send, or of what the server answers. */
export type RelayDirection = 'sent' | 'answered';

export interface RelayFault {
  readonly direction: RelayDirection;
  readonly afterBytes: number;
  /** `cut`: every connection breaks, and new ones too, until `restore`. `hold`: this connection says nothing more. */
  readonly effect: 'cut' | 'hold';
}

interface OrderedFault extends RelayFault {
  leftBytes: number;
  readonly happen: () => void;
}

/** Made by {@link startTcpRelay}; its owner closes it. */
export class TcpRelay {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isCut = false;
  #ordered: OrderedFault | undefined;

  constructor(serverPort: number) {
    this.#server = createServer((client) => this.#accept(client, serverPort));
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The relay does not listen');
    return address.port;
  }

  async listen(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  /** Orders one fault; resolves when it has happened. Bytes count from now on, over all connections. */
  order(fault: RelayFault): Promise<void> {
    return new Promise((happen) => {
      this.#ordered = { ...fault, leftBytes: fault.afterBytes, happen };
    });
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  restore(): void {
    this.#isCut = false;
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.cut();
    await closed;
  }

  #accept(client: Socket, serverPort: number): void {
    if (this.#isCut) {
      client.destroy();
      return;
    }
    const upstream = connectTo(serverPort, '127.0.0.1');
    this.#forward(client, upstream, 'sent');
    this.#forward(upstream, client, 'answered');
  }

  #forward(from: Socket, to: Socket, direction: RelayDirection): void {
    this.#sockets.add(from);
    from.on('error', () => undefined);
    from.on('close', () => {
      this.#sockets.delete(from);
      to.destroy();
    });
    from.on('data', (chunk: Buffer) => {
      const fault = this.#dueAt(direction, chunk.length);
      if (!fault) to.write(chunk);
      else if (fault.effect === 'hold') from.pause();
      else this.cut();
      fault?.happen();
    });
  }

  /** The fault that was ordered, when it happens at this chunk. */
  #dueAt(direction: RelayDirection, bytes: number): OrderedFault | undefined {
    const fault = this.#ordered;
    if (fault?.direction !== direction) return undefined;
    fault.leftBytes -= bytes;
    if (fault.leftBytes > 0) return undefined;
    this.#ordered = undefined;
    return fault;
  }
}

/** Starts one on a free loopback port; `serverPort` is the server's. */
export const startTcpRelay = async (serverPort: number): Promise<TcpRelay> => {
  const relay = new TcpRelay(serverPort);
  await relay.listen();
  return relay;
};
