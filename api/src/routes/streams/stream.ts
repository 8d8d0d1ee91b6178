/** A stream as its row tells of it: what a LiveStream is and how it stands, who owns it and how many watch. */
import type { Condition } from '@kubecast/runtime/condition';
import { type Caller, isOwner } from '../../access/caller.ts';
import type { Visibility } from './stream-settings.ts';

/** `offline`: no session; `reconnecting`: the encoder is away, and the session is not over. */
export type StreamState = 'offline' | 'live' | 'reconnecting';

export interface StreamOwner {
  readonly id: string;
  readonly username: string;
  readonly displayName: string | null;
}

/** Where a stream stands in the list: the next page begins behind it. */
export interface StreamPlace {
  readonly isLive: boolean;
  /** As Postgres writes it, with its microseconds. */
  readonly createdAt: string;
  readonly id: string;
}

/** Of a LiveStream: no two have the same. */
export interface StreamName {
  readonly namespace: string;
  readonly name: string;
}

export interface Stream {
  /** The resource's uid. */
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  /** Null: the administrators'. */
  readonly ownerId: string | null;
  /** Null also for an owner who is no user any more. */
  readonly owner: StreamOwner | null;
  readonly title: string;
  readonly visibility: Visibility;
  readonly state: StreamState;
  /** An encoder may connect now. */
  readonly isReady: boolean;
  readonly isSuspended: boolean;
  /** The running session, or the last one. */
  readonly sessionId: string | null;
  readonly sessionStartedAt: Date | null;
  readonly sessionEndedAt: Date | null;
  /** Highest first. */
  readonly availableQualities: readonly string[];
  readonly viewers: number;
  readonly conditions: readonly Condition[];
  readonly createdAt: Date;
  readonly place: StreamPlace;
}

/** To everybody else a private stream does not exist. */
export const isVisible = (caller: Caller, { visibility, ownerId }: Pick<Stream, 'visibility' | 'ownerId'>): boolean =>
  visibility === 'public' || isOwner(caller, ownerId);
