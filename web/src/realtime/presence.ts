/**
 * Says every few seconds which streams a player of this page is open for: over the WebSocket, over HTTP where there has been
 * none for a while, and once more when the player closes.
 */
import type { ApiClient } from '../api/api-client.ts';
import type { ClientMessage } from './client-message.ts';

const defaultHeartbeatMs = 10_000;
/** So long a page waits for its WebSocket before it goes by HTTP. */
const patienceMs = 4_000;

export interface PresenceOptions {
  readonly api: ApiClient;
  readonly send: (message: ClientMessage) => void;
  readonly isConnected: () => boolean;
}

/** See the file header. */
export class Presence {
  readonly #options: PresenceOptions;
  /** Players by the stream's id. */
  readonly #players = new Map<string, number>();
  #heartbeatMs = defaultHeartbeatMs;
  #nextBeat: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PresenceOptions) {
    this.#options = options;
  }

  get isNeeded(): boolean {
    return this.#players.size > 0;
  }

  add(streamId: string): void {
    const players = this.#players.get(streamId) ?? 0;
    this.#players.set(streamId, players + 1);
    if (players > 0) return;
    if (this.#options.isConnected()) this.#say('watching', streamId);
    if (this.#nextBeat === undefined) this.#beatAfter(this.#options.isConnected() ? this.#heartbeatMs : patienceMs);
  }

  remove(streamId: string): void {
    const players = (this.#players.get(streamId) ?? 0) - 1;
    if (players > 0) {
      this.#players.set(streamId, players);
      return;
    }
    this.#players.delete(streamId);
    this.#say('stopped', streamId);
    if (!this.isNeeded) this.#stopBeating();
  }

  /** The WebSocket is there: it tells at once. */
  begin(heartbeatSeconds: number | undefined): void {
    if (heartbeatSeconds !== undefined && heartbeatSeconds > 0) this.#heartbeatMs = heartbeatSeconds * 1000;
    if (this.isNeeded) this.#beat();
  }

  /** The WebSocket is gone, and may be back soon. */
  suspend(): void {
    if (this.isNeeded) this.#beatAfter(patienceMs);
  }

  /** The page goes away, maybe for good. */
  leave(): void {
    for (const streamId of this.#players.keys()) this.#say('stopped', streamId);
  }

  /** The page is back. */
  resume(): void {
    if (this.isNeeded) this.#beat();
  }

  #beat(): void {
    for (const streamId of this.#players.keys()) this.#say('watching', streamId);
    this.#beatAfter(this.#heartbeatMs);
  }

  #beatAfter(ms: number): void {
    this.#stopBeating();
    this.#nextBeat = setTimeout(() => this.#beat(), ms);
  }

  #stopBeating(): void {
    clearTimeout(this.#nextBeat);
    this.#nextBeat = undefined;
  }

  #say(type: 'watching' | 'stopped', streamId: string): void {
    const { api, send, isConnected } = this.#options;
    if (isConnected()) {
      send({ type, streamId });
      return;
    }
    const body = { streamId, stopped: type === 'stopped' };
    // A count of viewers is not worth telling anybody about; the next beat is another try.
    api.call('POST', '/api/realtime/watching', { body, keepsAlive: true }).catch(() => undefined);
  }
}
