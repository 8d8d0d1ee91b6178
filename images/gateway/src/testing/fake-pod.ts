/** A pod's ear for tests: it shakes hands as a listener does, says yes or no, and remembers what it hears. */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { buildInductionAnswer, handshakeTypes, parseHandshake } from '../srt/handshake.ts';

const cookie = 0x0c00c1e5;
const [destinationAt, typeAt, socketIdAt] = [12, 36, 40];

export class FakePod {
  /** What a listener answers to conclusions; a refusal's type to say no. */
  answer: number = handshakeTypes.conclusion;
  readonly socketId = 99;
  /** Everything but handshakes. */
  readonly heard: Buffer[] = [];
  conclusions = 0;
  caller: RemoteInfo | undefined;
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('message', (packet, from) => this.#receive(packet, from));
  }

  /** Whoever opens one closes it. */
  static async open(): Promise<FakePod> {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return new FakePod(socket);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  send(packet: Buffer): void {
    if (this.caller) this.#socket.send(packet, this.caller.port, this.caller.address);
  }

  async close(): Promise<void> {
    this.#socket.close();
    await once(this.#socket, 'close');
  }

  #receive(packet: Buffer, from: RemoteInfo): void {
    this.caller = from;
    const handshake = parseHandshake(packet);
    if (!handshake) this.heard.push(packet);
    else if (handshake.type === handshakeTypes.induction) this.send(buildInductionAnswer(packet, cookie));
    else if (handshake.cookie === cookie) this.#conclude(packet, handshake.socketId);
  }

  #conclude(conclusion: Buffer, callerSocketId: number): void {
    this.conclusions += 1;
    const reply = Buffer.from(conclusion);
    reply.writeUInt32BE(callerSocketId, destinationAt);
    reply.writeUInt32BE(this.answer, typeAt);
    reply.writeUInt32BE(this.socketId, socketIdAt);
    this.send(reply);
  }
}
