/** Streams as a database has them, without one. */
import type { StreamState } from '../stream-state.ts';

export const streamId = '11111111-1111-4111-8111-111111111111';

/** A public live stream that nobody watches. */
export const streamRow = (facts: Partial<StreamState> = {}): StreamState => ({
  id: streamId,
  ownerId: null,
  namespace: 'live',
  name: 'main',
  title: 'A stream',
  visibility: 'public',
  state: 'live',
  isReady: true,
  isSuspended: false,
  viewers: 0,
  availableQualities: ['720p'],
  sessionId: '20261122-120000-abcd',
  sessionStartedAt: '2026-11-22T12:00:00.000Z',
  sessionEndedAt: null,
  conditions: [],
  ...facts,
});

/** What `read` and `readPublicLive` of a hub find; `failure` has them reject. */
export const streamRows = (...initial: readonly StreamState[]) => {
  const rows = new Map(initial.map((row) => [row.id, row]));
  const reads: (readonly string[])[] = [];
  const failure: { error: Error | undefined } = { error: undefined };
  let held: Promise<void> | undefined;
  const all = async (ids: readonly string[]): Promise<readonly StreamState[]> => {
    reads.push(ids);
    if (failure.error) throw failure.error;
    const found = ids.flatMap((id) => rows.get(id) ?? []);
    await held;
    return found;
  };
  /** Reads find what there is and answer once the returned function is called. */
  const hold = (): (() => void) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    held = promise;
    return () => {
      held = undefined;
      resolve();
    };
  };
  return {
    rows,
    reads,
    failure,
    hold,
    set: (row: StreamState): void => void rows.set(row.id, row),
    read: all,
    readPublicLive: async () => {
      if (failure.error) throw failure.error;
      return [...rows.values()].filter(({ state, visibility }) => state !== 'offline' && visibility === 'public');
    },
  };
};
