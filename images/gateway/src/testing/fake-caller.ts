/** An encoder for tests, with the bytes of a real one's handshake. Its stream id is `camera`. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { buildInduction, handshakeTypes, parseHandshake, replaceCookie } from '../srt/handshake.ts';
import { captured } from './captured-handshakes.ts';

const repeatMs = 50;

export class FakeCaller {
  readonly received: Buffer[] = [];
  readonly socketId = parseHandshake(captured.wrongConclusion)?.socketId ?? 0;
  readonly #socket: Socket;
  #cookie = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('message', (packet) => this.received.push(packet));
  }

  /** Calls from `from`, an address of the loopback network. Whoever opens one closes it. */
  static async open(port: number, from = '127.0.0.1'): Promise<FakeCaller> {
    const socket = createSocket('udp4').bind(0, from);
    await once(socket, 'listening');
    socket.connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new FakeCaller(socket);
  }

  send(packet: Buffer): void {
    this.#socket.send(packet);
  }

  conclude(): void {
    const conclusion = Buffer.from(captured.wrongConclusion);
    replaceCookie(conclusion, this.#cookie);
    this.send(conclusion);
  }

  /** Shakes hands, impatiently. Gives the type of the answer. */
  async call(): Promise<number> {
    this.send(buildInduction(captured.wrongConclusion));
    this.#cookie = (await waitFor('a cookie', () => parseHandshake(this.received[0] ?? Buffer.alloc(0)))).cookie;
    const timer = setInterval(() => this.conclude(), repeatMs);
    this.conclude();
    const answer = () =>
      this.received.map(parseHandshake).find((found) => found && found.type !== handshakeTypes.induction);
    const { type } = await waitFor('an answer', answer).finally(() => clearInterval(timer));
    return type;
  }

  close(): void {
    this.#socket.close();
  }
}
