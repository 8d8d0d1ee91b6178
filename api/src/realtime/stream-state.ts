/** A stream as subscribers are shown it, and who may see it. Pure. */
import { type Caller, isOwner } from '../access/caller.ts';
import { mayRead } from '../grants/granted-thing.ts';
import type { ServerMessage } from './realtime-protocol.ts';

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  readonly lastTransitionTime: string;
}

type StreamMessage = Extract<ServerMessage, { type: 'stream' }>;

/** A row of `streams` with its audience. */
export interface StreamState extends Readonly<Omit<StreamMessage, 'type'>> {
  /** null: the administrators'. */
  readonly ownerId: string | null;
  readonly conditions: readonly Condition[];
}

/** True when the caller may watch it. */
export const maySee = (caller: Caller, stream: StreamState): boolean => mayRead(caller, stream);

/** True when the caller may see how its source does. */
export const mayInspect = (caller: Caller, stream: StreamState): boolean => isOwner(caller, stream.ownerId);

export const streamMessage = ({ ownerId: _, conditions: __, ...shown }: StreamState): StreamMessage => ({
  type: 'stream',
  ...shown,
});

export const healthMessage = ({ id, conditions }: StreamState): ServerMessage => ({
  type: 'health',
  id,
  conditions: [...conditions],
});

export const viewersMessage = (
  counts: readonly { readonly id: string; readonly viewers: number }[],
): ServerMessage => ({
  type: 'viewers',
  counts: counts.map(({ id, viewers }) => ({ id, viewers })),
});

/** What of a stream's change is to be told. */
export interface StreamChange {
  /** Anything that a `stream` message shows but the viewers. */
  readonly state: boolean;
  readonly viewers: boolean;
  readonly health: boolean;
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Compares what both show; a stream that was not known before is all new. */
export const changeOf = (before: StreamState | undefined, now: StreamState): StreamChange => {
  if (!before) return { state: true, viewers: true, health: true };
  const shown = (stream: StreamState) => ({ ...streamMessage(stream), viewers: 0 });
  return {
    state: !isSame(shown(before), shown(now)),
    viewers: before.viewers !== now.viewers,
    health: !isSame(before.conditions, now.conditions),
  };
};
