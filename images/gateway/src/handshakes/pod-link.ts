/**
 * An attempt's way to a pod: the gateway makes an induction of its own, in the caller's name, and gets the cookie with which
 * the caller's next conclusion is good there. A pod between two callers is deaf for a moment: the induction is repeated.
 */
import type { StreamPod } from '../directory/stream-directory.ts';
import { UpstreamSocket } from '../relay/upstream-socket.ts';
import { handshakeTypes, parseHandshake, replaceCookie } from '../srt/handshake.ts';

/** The pod's word on a conclusion. */
export interface PodAnswer {
  /** Of the handshake. */
  readonly type: number;
  readonly isAccepted: boolean;
  /** Of the connection, when accepted. */
  readonly podSocketId: number;
  /** As it came, for the caller. */
  readonly packet: Buffer;
}

export interface PodLinkOptions {
  readonly stream: string;
  readonly pod: StreamPod;
  readonly induction: Buffer;
  readonly onAnswer: (answer: PodAnswer) => void;
  /** The pod's port is closed, or the like. Nothing ends by it. */
  readonly onError: (error: unknown) => void;
  /** No socket is to be had: this link will not come to anything. */
  readonly onFailure: (error: unknown) => void;
}

export class PodLink {
  readonly stream: string;
  readonly pod: StreamPod;
  readonly #options: PodLinkOptions;
  #upstream: UpstreamSocket | undefined;
  #cookie: number | undefined;
  #isClosed = false;

  constructor(options: PodLinkOptions) {
    this.stream = options.stream;
    this.pod = options.pod;
    this.#options = options;
    this.#open().catch(options.onFailure);
  }

  /** True when a conclusion can be forwarded. */
  get hasCookie(): boolean {
    return this.#cookie !== undefined;
  }

  /** Asks again unless the pod has answered. */
  ask(): void {
    if (!this.hasCookie) this.#upstream?.send(this.#options.induction);
  }

  /** Sends the caller's conclusion on, with the pod's cookie. Changes the packet. */
  forward(conclusion: Buffer): void {
    if (this.#cookie === undefined) return;
    replaceCookie(conclusion, this.#cookie);
    this.#upstream?.send(conclusion);
  }

  /** Gives the socket away: closing the link does not close it any more. */
  release(): UpstreamSocket | undefined {
    const upstream = this.#upstream;
    this.#upstream = undefined;
    this.#isClosed = true;
    return upstream;
  }

  close(): void {
    this.release()?.close();
  }

  async #open(): Promise<void> {
    const upstream = await UpstreamSocket.open(this.pod);
    if (this.#isClosed) {
      upstream.close();
      return;
    }
    this.#upstream = upstream;
    upstream.handle({ onPacket: (packet) => this.#receive(packet), onError: this.#options.onError });
    this.ask();
  }

  #receive(packet: Buffer): void {
    const handshake = parseHandshake(packet);
    if (!handshake) return;
    if (handshake.type === handshakeTypes.induction) {
      this.#cookie = handshake.cookie;
      return;
    }
    const { type, socketId } = handshake;
    const isAccepted = type === handshakeTypes.conclusion;
    this.#options.onAnswer({ type, isAccepted, podSocketId: socketId, packet });
  }
}
