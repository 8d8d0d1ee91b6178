import type { Topic } from './realtime.ts';

/** What the page says over the WebSocket: docs/reference/realtime.md. */
export type ClientMessage =
  | { readonly type: 'authenticate'; readonly token: string }
  | { readonly type: 'subscribe' | 'unsubscribe'; readonly topic: Topic }
  | { readonly type: 'watching' | 'stopped'; readonly streamId: string };
