/**
 * A network between an encoder and the gateway: a UDP relay with a port of its own towards the gateway, which can lose
 * packets, or all of them, while both ends go on. Several callers may use one: each gets a port of its own behind it.
 */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

export type Direction = 'up' | 'down';

export interface LinkOptions {
  readonly to: number;
  /** Of each packet. */
  readonly delayMs?: number;
  /** Whether a packet, the `index`-th of its direction, is lost. */
  readonly loses?: (packet: Buffer, index: number, direction: Direction) => boolean;
}

export class Link {
  readonly port: number;
  readonly #near: Socket;
  readonly #far = new Map<string, Socket>();
  readonly #options: LinkOptions;
  readonly #counts = { up: 0, down: 0 };
  #isCut = false;
  lost = 0;

  private constructor(near: Socket, options: LinkOptions) {
    this.#near = near;
    this.#options = options;
    this.port = near.address().port;
    near.on('message', (packet, from) => this.#relay(packet, 'up', () => this.#sendUp(packet, from)));
  }

  static async open(options: LinkOptions): Promise<Link> {
    const near = createSocket('udp4');
    near.bind(0, '127.0.0.1');
    await once(near, 'listening');
    return new Link(near, options);
  }

  /** Loses everything from now on, both ways. */
  cut(): void {
    this.#isCut = true;
  }

  /** Gives every caller another port towards the gateway, as an address translator does that has forgotten them. */
  rebind(): void {
    for (const socket of this.#far.values()) socket.close();
    this.#far.clear();
  }

  close(): void {
    this.#near.close();
    for (const socket of this.#far.values()) socket.close();
  }

  #relay(packet: Buffer, direction: Direction, pass: () => void): void {
    const index = this.#counts[direction];
    this.#counts[direction] += 1;
    if (this.#isCut || this.#options.loses?.(packet, index, direction)) this.lost += 1;
    else if (this.#options.delayMs === undefined) pass();
    else void sleep(this.#options.delayMs).then(pass);
  }

  #sendUp(packet: Buffer, from: RemoteInfo): void {
    const key = `${from.address}:${from.port}`;
    const socket = this.#far.get(key) ?? this.#openFar(from);
    this.#far.set(key, socket);
    socket.send(packet, this.#options.to, '127.0.0.1');
  }

  #openFar(from: RemoteInfo): Socket {
    const socket = createSocket('udp4');
    socket.on('error', () => {});
    socket.on('message', (packet) =>
      this.#relay(packet, 'down', () => this.#near.send(packet, from.port, from.address)),
    );
    return socket;
  }
}
