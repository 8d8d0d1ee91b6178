/** An encoder of our own hand: it shakes hands, sends messages and remembers all that it is answered. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import {
  agreedLatencyMs,
  buildControl,
  buildData,
  buildExtensions,
  buildHandshake,
  buildShutdown,
  conclusion,
  controlOf,
  destinationOf,
  type Handshake,
  induction,
  parseHandshake,
} from './srt-packet.ts';

export interface RawCallerOptions {
  readonly port: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Of this end: which address of the loopback network it calls from. */
  readonly from?: string;
  /** Default 0x1234, whoever else has it. */
  readonly socketId?: number;
}

/** How a listener, or a gateway in its place, answered a conclusion. */
export type Answer =
  | { readonly kind: 'accepted'; readonly peer: number; readonly latencyMs: number | undefined }
  | { readonly kind: 'refused'; readonly code: number; readonly packet: Buffer };

export interface ConclusionOptions {
  readonly latencyMs?: number;
  readonly keyMaterial?: Buffer;
  readonly cookie?: number;
}

/** How often libsrt repeats a handshake. */
const repeatMs = 250;

const initialSequence = 1_000;

export class RawCaller {
  readonly socketId: number;
  readonly #socket: Socket;
  readonly #startedMs = performance.now();
  /** Packets to this socket id. */
  readonly received: Buffer[] = [];
  sentBytes = 0;
  receivedBytes = 0;
  #sequence = initialSequence;
  #peer = 0;

  private constructor(socket: Socket, socketId = 0x1234) {
    this.#socket = socket;
    this.socketId = socketId;
    socket.on('error', () => {});
    socket.on('message', (packet) => {
      if (packet.length < 16 || destinationOf(packet) !== socketId) return;
      this.received.push(packet);
      this.receivedBytes += packet.length;
    });
  }

  /** Binds a port of its own. Whoever opens one closes it. */
  static async open(options: RawCallerOptions): Promise<RawCaller> {
    const socket = createSocket(options.host?.includes(':') ? 'udp6' : 'udp4');
    socket.bind(0, options.from);
    await once(socket, 'listening');
    socket.connect(options.port, options.host ?? '127.0.0.1');
    await once(socket, 'connect');
    return new RawCaller(socket, options.socketId);
  }

  /** Another encoder on the same port. It needs no closing of its own. */
  twin(socketId: number): RawCaller {
    return new RawCaller(this.#socket, socketId);
  }

  /** Sends anything at all. */
  send(packet: Buffer): void {
    this.sentBytes += packet.length;
    this.#socket.send(packet);
  }

  /** Asks for a cookie once, without waiting. */
  sendInduction(): void {
    this.send(this.#handshake({ version: 4, extensionField: 2, type: induction }));
  }

  /** Gets a cookie, asking as often as libsrt does. */
  async induct(): Promise<number> {
    const { cookie } = await this.#ask(
      () => this.sendInduction(),
      ({ type }) => type === induction,
    );
    return cookie;
  }

  /** Sends a conclusion once, without waiting. */
  sendConclusion(streamId: Buffer | string | undefined, cookie: number, options: ConclusionOptions = {}): void {
    const id = streamId === undefined ? undefined : Buffer.from(streamId);
    const extensions = buildExtensions(options.latencyMs ?? 120, id, options.keyMaterial);
    const extensionField = 1 | (options.keyMaterial ? 2 : 0) | (id ? 4 : 0);
    this.send(this.#handshake({ version: 5, extensionField, type: conclusion, cookie, extensions }));
  }

  /** Both steps. */
  async call(streamId: Buffer | string | undefined, options: ConclusionOptions = {}): Promise<Answer> {
    const cookie = options.cookie ?? (await this.induct());
    let packet: Buffer = Buffer.alloc(0);
    const answer = await this.#ask(
      () => this.sendConclusion(streamId, cookie, options),
      ({ type }, whole) => {
        packet = whole;
        return type !== induction;
      },
    );
    if (answer.type !== conclusion) return { kind: 'refused', code: answer.type, packet };
    this.#peer = answer.socketId;
    return { kind: 'accepted', peer: answer.socketId, latencyMs: agreedLatencyMs(answer) };
  }

  /** Sends one message to the listener that accepted. */
  sendMedia(payload: Buffer): void {
    this.send(buildData(this.#sequence, (performance.now() - this.#startedMs) * 1_000, this.#peer, payload));
    this.#sequence += 1;
  }

  /** Answers the listener's acknowledgements so far, and forgets all that has come: for who sends on and on. */
  acknowledge(): void {
    for (const packet of this.received.splice(0)) {
      if (controlOf(packet) === 'ack') this.send(buildControl(6, this.#peer, Buffer.alloc(4)));
    }
  }

  /** Says goodbye to the listener that accepted. */
  leave(): void {
    this.send(buildShutdown(this.#peer));
  }

  /** How many control packets of a kind have come. */
  count(control: ReturnType<typeof controlOf>): number {
    return this.received.filter((packet) => controlOf(packet) === control).length;
  }

  close(): void {
    this.#socket.close();
  }

  #handshake(fields: Pick<Handshake, 'version' | 'extensionField' | 'type'> & Partial<Handshake>): Buffer {
    const rest = { cookie: 0, extensions: Buffer.alloc(0), initialSequence, socketId: this.socketId };
    return buildHandshake({ ...rest, ...fields });
  }

  async #ask(send: () => void, isAnswer: (answer: Handshake, packet: Buffer) => boolean): Promise<Handshake> {
    const seen = this.received.length;
    const timer = setInterval(send, repeatMs);
    send();
    const look = (): Handshake | undefined => {
      const handshakes = this.received.slice(seen).filter((packet) => controlOf(packet) === 'handshake');
      const answer = handshakes.find((packet) => isAnswer(parseHandshake(packet), packet));
      return answer && parseHandshake(answer);
    };
    return waitFor('the handshake is answered', look, { intervalMs: 5 }).finally(() => clearInterval(timer));
  }
}
