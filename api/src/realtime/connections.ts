/** Every open WebSocket of this replica: how many there may be, whether they still are there, and their end. */

import { setTimeout as delay } from 'node:timers/promises';
import type { WebSocket } from '@fastify/websocket';
import { ApiError } from '../problems/api-error.ts';
import { Connection, type ConnectionServices } from './connection.ts';
import type { ClientOrigin } from './realtime-client.ts';

const refusedForSeconds = 10;
const farewellMs = 2_000;

export class Connections {
  readonly #services: ConnectionServices;
  readonly #open = new Set<Connection>();
  readonly #byNetwork = new Map<string, number>();
  #isDraining = false;

  constructor(services: ConnectionServices) {
    this.#services = services;
  }

  get size(): number {
    return this.#open.size;
  }

  /** Why one more is not taken. */
  refusal(network: string): ApiError | undefined {
    const { sockets, socketsPerNetwork } = this.#services.limits;
    const retryAfterSeconds = refusedForSeconds;
    const refuse = (code: 'Busy' | 'TooManyRequests', detail: string): ApiError => {
      this.#services.metrics.countEnd('refused');
      return new ApiError(code, detail, { retryAfterSeconds });
    };
    if (this.#isDraining) return refuse('Busy', 'Could not take a connection: this replica is ending, try again');
    if (this.#open.size >= sockets) return refuse('Busy', 'Could not take one more connection, try again later');
    if ((this.#byNetwork.get(network) ?? 0) < socketsPerNetwork) return undefined;
    return refuse('TooManyRequests', 'Could not take one more connection from this address, close others');
  }

  accept(socket: WebSocket, origin: ClientOrigin): void {
    const { network } = origin;
    const connection = new Connection({
      socket,
      origin,
      services: this.#services,
      onEnd: (fate) => {
        this.#open.delete(connection);
        this.#count(network, -1);
        this.#services.metrics.countEnd(fate);
      },
    });
    this.#open.add(connection);
    this.#count(network, 1);
  }

  check(): void {
    for (const connection of this.#open) connection.check();
  }

  /** Takes no more, and ends those that there are one after another: they all come back somewhere else. */
  async drain(spreadMs: number): Promise<void> {
    this.#isDraining = true;
    const leaving = [...this.#open];
    const stepMs = spreadMs / Math.max(1, leaving.length);
    const startMs = this.#services.nowMs();
    for (const [index, connection] of leaving.entries()) {
      const dueMs = startMs + index * stepMs;
      if (dueMs > this.#services.nowMs()) await delay(dueMs - this.#services.nowMs());
      connection.drain();
    }
  }

  /** Ends what is left, at once. */
  async close(): Promise<void> {
    await this.drain(0);
    const limitMs = this.#services.nowMs() + farewellMs;
    while (this.#open.size > 0 && this.#services.nowMs() < limitMs) await delay(20);
    for (const connection of this.#open) connection.terminate();
  }

  #count(network: string, by: number): void {
    const count = (this.#byNetwork.get(network) ?? 0) + by;
    if (count > 0) this.#byNetwork.set(network, count);
    else this.#byNetwork.delete(network);
  }
}
