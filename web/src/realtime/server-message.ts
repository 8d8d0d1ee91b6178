/** What the server says over the WebSocket, parsed: docs/reference/realtime.md. */
import type { Condition } from '../api/generated/schemas.ts';

/** A stream as the topics `streams` and `stream:<id>` tell it. Times are RFC 3339. */
export interface StreamMessage {
  readonly type: 'stream';
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly title: string;
  readonly visibility: 'public' | 'private';
  readonly state: 'offline' | 'live' | 'reconnecting';
  readonly isReady: boolean;
  readonly isSuspended: boolean;
  readonly viewers: number;
  readonly availableQualities: readonly string[];
  readonly sessionId: string | null;
  readonly sessionStartedAt: string | null;
  readonly sessionEndedAt: string | null;
}

/** The source in numbers, once a second; null while unknown. */
export interface IngestMessage {
  readonly type: 'ingest';
  readonly id: string;
  readonly bitrateKbps: number | null;
  readonly frameRate: number | null;
  readonly roundTripMs: number | null;
  readonly lossPercent: number | null;
  readonly at: string;
}

export type ServerMessage =
  | { readonly type: 'hello'; readonly heartbeatSeconds: number }
  | { readonly type: 'authenticated'; readonly expiresAt: string }
  | { readonly type: 'subscribed'; readonly topic: string }
  | StreamMessage
  | { readonly type: 'removed'; readonly id: string }
  | { readonly type: 'viewers'; readonly counts: readonly { readonly id: string; readonly viewers: number }[] }
  | { readonly type: 'health'; readonly id: string; readonly conditions: readonly Condition[] }
  | IngestMessage
  | { readonly type: 'error'; readonly code: string; readonly detail: string; readonly topic?: string };
