/**
 * Live updates: one WebSocket a page (docs/reference/realtime.md), made when the first topic is wanted, mended by itself
 * with a wait that grows and differs from page to page. While there is none, `isConnected` is false and queries ask
 * every few seconds instead.
 */
import type { ServerMessage } from './server-message.ts';

export type Topic = 'streams' | `stream:${string}` | `ingest:${string}`;

export interface RealtimeState {
  /** Messages come; false from the first try on until there is a connection. */
  readonly isConnected: boolean;
}

/** See the file header. */
export interface Realtime {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => RealtimeState;
  /**
   * Calls `listener` with each message of the topic; `subscribed` among them, after which a list is to be read again.
   * Several may follow one topic. Returns how to stop.
   */
  readonly follow: (topic: Topic, listener: (message: ServerMessage) => void) => () => void;
  /** Says every ten seconds that a player of the stream is open, over HTTP where need be. Returns how to stop. */
  readonly watch: (streamId: string) => () => void;
}
