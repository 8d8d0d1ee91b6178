/**
 * The public port. Several sockets share it (SO_REUSEPORT), each with a kernel buffer of its own; the kernel deals callers out
 * among them by address and port. Any of them may send an answer.
 */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import type { CallerAddress } from '../srt/cookie-jar.ts';
import { enlargeBuffers } from './socket-buffers.ts';

export type PublicPacketHandler = (packet: Buffer, caller: RemoteInfo) => void;

const socketCount = 8;

/** With IPv6 one socket takes both; IPv4 callers then have addresses like `::ffff:192.0.2.1`. */
const socketType = (): 'udp4' | 'udp6' =>
  Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ family }) => family === 'IPv6'))
    ? 'udp6'
    : 'udp4';

/** Callers are addresses already: what Node would ask the resolver for each packet. */
type Lookup = (
  hostname: string,
  options: object,
  callback: (error: null, address: string, family: number) => void,
) => void;
const lookup: Lookup = (address, _options, callback) => callback(null, address, 0);

const openSocket = async (port: number): Promise<Socket> => {
  const socket = createSocket({ type: socketType(), reusePort: true, lookup });
  // Without a resolver to wait for, it listens before `bind` returns.
  const listening = once(socket, 'listening');
  socket.bind({ port, exclusive: true });
  await listening;
  return socket;
};

export class PublicSockets {
  readonly #sockets: readonly Socket[];
  #next = 0;
  /** What the kernel granted each socket. */
  readonly receiveBufferBytes: number;

  private constructor(sockets: readonly Socket[]) {
    this.#sockets = sockets;
    this.receiveBufferBytes = Math.min(...sockets.map(enlargeBuffers));
  }

  /** Listens on `port` (0: any). Nothing is read before `receive`. */
  static async open(port: number): Promise<PublicSockets> {
    const first = await openSocket(port);
    const others = Array.from({ length: socketCount - 1 }, () => openSocket(first.address().port));
    return new PublicSockets([first, ...(await Promise.all(others))]);
  }

  get port(): number {
    return this.#sockets[0]?.address().port ?? 0;
  }

  /** Hands over packets, and errors of single sends, which concern nobody else. */
  receive(onPacket: PublicPacketHandler, onError: (error: Error) => void): void {
    for (const socket of this.#sockets) socket.on('message', onPacket).on('error', onError);
  }

  /** A number for `send`: flows take turns in whose buffer they use. */
  turn(): number {
    this.#next = (this.#next + 1) % this.#sockets.length;
    return this.#next;
  }

  send(packet: Buffer, { address, port }: CallerAddress, turn = 0): void {
    this.#sockets[turn]?.send(packet, port, address);
  }

  async close(): Promise<void> {
    await Promise.all(
      this.#sockets.map((socket) => {
        socket.close();
        return once(socket, 'close');
      }),
    );
  }
}
