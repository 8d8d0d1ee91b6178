/**
 * The bad network between an encoder and the cluster: relays UDP from a port on loopback, and can lose packets both ways. Each
 * encoder's socket gets one of its own towards the cluster, so that an encoder that starts anew comes from another port.
 */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** An encoder's socket, as the relay has seen it. Times are Unix milliseconds. */
export interface RelayedFlow {
  readonly openedMs: number;
  /** Its first packet of media: the handshake is over. */
  readonly firstMediaMs: number | undefined;
  /** The last packet of the cluster's side to it. */
  readonly lastAnswerMs: number | undefined;
}

interface Flow {
  readonly upstream: Socket;
  readonly openedMs: number;
  firstMediaMs: number | undefined;
  lastAnswerMs: number | undefined;
  isLost: boolean;
}

/** More sockets than any encoder of a run opens; the oldest goes first. */
const maxFlows = 64;

/** SRT: the first bit of a packet is 1 for control, 0 for data. */
const isMedia = (packet: Buffer): boolean => packet.length > 16 && ((packet[0] ?? 0) & 0x80) === 0;

/** See the file header. `stop` ends it and its sockets. */
export class DroppingRelay {
  /** Loses every packet of both directions while true. */
  isDropping = false;
  readonly #front: Socket;
  readonly #target: { readonly host: string; readonly port: number };
  readonly #flows = new Map<string, Flow>();
  readonly #closed: Flow[] = [];

  private constructor(front: Socket, target: { readonly host: string; readonly port: number }) {
    this.#front = front;
    this.#target = target;
    front.on('message', (packet, from) => this.#forward(packet, from));
  }

  /** Relays to `target` from a free port on loopback. */
  static async start(target: { readonly host: string; readonly port: number }): Promise<DroppingRelay> {
    const front = createSocket('udp4');
    front.bind(0, '127.0.0.1');
    await once(front, 'listening');
    return new DroppingRelay(front, target);
  }

  /** Where the encoder publishes to. */
  get address(): { readonly host: string; readonly port: number } {
    return { host: '127.0.0.1', port: this.#front.address().port };
  }

  /** All encoders' sockets so far, oldest first. */
  get flows(): readonly RelayedFlow[] {
    return [...this.#closed, ...this.#flows.values()].map(({ openedMs, firstMediaMs, lastAnswerMs }) => ({
      ...{ openedMs, firstMediaMs, lastAnswerMs },
    }));
  }

  /** The sockets that are there now never get a packet through again, as when an address changes under an encoder. */
  loseFlows(): void {
    for (const flow of this.#flows.values()) flow.isLost = true;
  }

  stop(): void {
    this.#front.close();
    for (const { upstream } of this.#flows.values()) upstream.close();
    this.#flows.clear();
  }

  #forward(packet: Buffer, from: RemoteInfo): void {
    const flow = this.#flows.get(`${from.address}:${from.port}`) ?? this.#open(from);
    if (this.isDropping || flow.isLost) return;
    if (isMedia(packet)) flow.firstMediaMs ??= Date.now();
    flow.upstream.send(packet, this.#target.port, this.#target.host, ignoreError);
  }

  #open(from: RemoteInfo): Flow {
    if (this.#flows.size >= maxFlows) this.#forgetOldest();
    const upstream = createSocket('udp4');
    const flow: Flow = {
      ...{ upstream, openedMs: Date.now(), firstMediaMs: undefined, lastAnswerMs: undefined, isLost: false },
    };
    upstream.on('error', () => undefined);
    upstream.on('message', (packet) => {
      if (this.isDropping || flow.isLost) return;
      flow.lastAnswerMs = Date.now();
      this.#front.send(packet, from.port, from.address, ignoreError);
    });
    this.#flows.set(`${from.address}:${from.port}`, flow);
    return flow;
  }

  #forgetOldest(): void {
    const oldest = this.#flows.entries().next().value;
    if (!oldest) return;
    const [key, flow] = oldest;
    this.#flows.delete(key);
    flow.upstream.close();
    this.#closed.push(flow);
  }
}

/** A packet that cannot be sent is a packet lost. */
const ignoreError = (): void => undefined;
