/** A TCP relay in front of a server under test, for a network that fails at a chosen byte. */
import { once } from 'node:events';
import { connect as connectTo, createServer, type Socket } from 'node:net';

/** Which bytes a fault counts: of what clients send, or of what the server answers. */
export type RelayDirection = 'sent' | 'answered';

export interface RelayFault {
  readonly direction: RelayDirection;
  readonly afterBytes: number;
  /** `cut`: every connection breaks, and new ones too, until `restore`. `hold`: this connection says nothing more. */
  readonly effect: 'cut' | 'hold';
}

export interface TcpRelay {
  readonly port: number;
  /** Orders one fault; resolves when it has happened. Bytes count from now on, over all connections. */
  readonly order: (fault: RelayFault) => Promise<void>;
  readonly cut: () => void;
  readonly restore: () => void;
  readonly close: () => Promise<void>;
}

interface OrderedFault extends RelayFault {
  leftBytes: number;
  readonly happen: () => void;
}

/** Starts it on a free loopback port; `port` is the server's. */
export const startTcpRelay = async (port: number): Promise<TcpRelay> => {
  const sockets = new Set<Socket>();
  let isCut = false;
  let ordered: OrderedFault | undefined;

  const cut = (): void => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };

  /** True when the fault that was ordered happens at this chunk. */
  const isDue = (direction: RelayDirection, bytes: number): boolean => {
    if (ordered?.direction !== direction) return false;
    ordered.leftBytes -= bytes;
    return ordered.leftBytes <= 0;
  };

  const forward = (from: Socket, to: Socket, direction: RelayDirection): void => {
    sockets.add(from);
    from.on('error', () => undefined);
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
    from.on('data', (chunk: Buffer) => {
      if (!isDue(direction, chunk.length)) return void to.write(chunk);
      const { effect, happen } = ordered ?? {};
      ordered = undefined;
      if (effect === 'cut') cut();
      else from.pause();
      happen?.();
    });
  };

  const server = createServer((client) => {
    if (isCut) return void client.destroy();
    const upstream = connectTo(port, '127.0.0.1');
    forward(client, upstream, 'sent');
    forward(upstream, client, 'answered');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Could not listen for a relay');
  return {
    port: address.port,
    order: (fault) =>
      new Promise((resolve) => {
        ordered = { ...fault, leftBytes: fault.afterBytes, happen: resolve };
      }),
    cut,
    restore: () => {
      isCut = false;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      cut();
      await closed;
    },
  };
};
