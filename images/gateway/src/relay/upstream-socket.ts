/**
 * One flow's socket towards its pod: connected, so that the kernel drops what comes from elsewhere and tells when the pod's
 * port is closed. Its local port is what the pod knows the caller by.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import type { StreamPod } from '../directory/stream-directory.ts';
import { enlargeBuffers } from './socket-buffers.ts';

export interface UpstreamHandlers {
  readonly onPacket: (packet: Buffer) => void;
  /** In practice ECONNREFUSED: nobody listens on the pod's port. The socket can still be used. */
  readonly onError: (error: Error) => void;
}

const nothing: UpstreamHandlers = { onPacket: () => undefined, onError: () => undefined };

export class UpstreamSocket {
  readonly #socket: Socket;
  #handlers: UpstreamHandlers = nothing;
  #isOpen = true;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('message', (packet) => this.#handlers.onPacket(packet));
    socket.on('error', (error) => this.#handlers.onError(error));
  }

  /**
   * Binds (`port` 0: any) and connects. Rejects with EADDRINUSE and the like.
   */
  static async open(pod: Pick<StreamPod, 'host' | 'port'>, port = 0): Promise<UpstreamSocket> {
    const socket = createSocket({ type: isIPv6(pod.host) ? 'udp6' : 'udp4' });
    try {
      socket.bind({ port, exclusive: true });
      await once(socket, 'listening');
      enlargeBuffers(socket);
      socket.connect(pod.port, pod.host);
      await once(socket, 'connect');
    } catch (error) {
      socket.close();
      throw error;
    }
    return new UpstreamSocket(socket);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  /** Who hears of packets and errors from now on. */
  handle(handlers: UpstreamHandlers): void {
    this.#handlers = handlers;
  }

  /** Sends; what the kernel has no room for is lost, as on any network. */
  send(packet: Buffer): void {
    if (this.#isOpen) this.#socket.send(packet);
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#handlers = nothing;
    this.#socket.close();
  }
}
