import { describe, expect, it, vi } from 'vitest';
import { aStreamMessage } from '../streams/testing/a-stream-message.ts';
import type { ServerMessage } from './server-message.ts';
import { TopicListeners, topicsOf } from './topic-listeners.ts';

const stream = aStreamMessage({ id: 's' });

const counts = [
  { id: 's', viewers: 1 },
  { id: 't', viewers: 2 },
];

const cases: readonly (readonly [ServerMessage, readonly string[]])[] = [
  [stream, ['stream:s', 'streams']],
  [{ ...stream, visibility: 'private' }, ['stream:s']],
  [{ type: 'viewers', counts }, ['stream:s', 'stream:t', 'streams']],
  [{ type: 'removed', id: 's' }, ['streams']],
  [{ type: 'health', id: 's', conditions: [] }, ['ingest:s']],
  [{ type: 'subscribed', topic: 'ingest:s' }, ['ingest:s']],
  [{ type: 'error', code: 'NotFound', detail: 'There is none', topic: 'stream:s' }, ['stream:s']],
  [{ type: 'error', code: 'NotFound', detail: 'There is none', topic: 'chat:s' }, []],
  [{ type: 'error', code: 'RequestInvalid', detail: 'Not of the protocol' }, []],
  [{ type: 'hello', heartbeatSeconds: 10 }, []],
];

describe('topicsOf', () => {
  it.each(cases)('says of whom %j is', (message, topics) => {
    expect(topicsOf(message)).toEqual(topics);
  });
});

describe('TopicListeners', () => {
  it('tells who comes later the state that was told before, once', () => {
    const listeners = new TopicListeners();
    const [first, second] = [vi.fn(), vi.fn()];
    expect(listeners.add('stream:s', first)).toBe(true);
    listeners.dispatch({ type: 'subscribed', topic: 'stream:s' });
    listeners.dispatch(stream);
    expect(listeners.add('stream:s', second)).toBe(false);
    expect(second.mock.calls).toEqual([[stream]]);
    listeners.forgetStates();
    const third = vi.fn();
    listeners.add('stream:s', third);
    expect(third).not.toHaveBeenCalled();
  });

  it('says when the last of a topic has gone', () => {
    const listeners = new TopicListeners();
    const [first, second] = [vi.fn(), vi.fn()];
    listeners.add('streams', first);
    listeners.add('streams', second);
    expect([listeners.remove('streams', first), listeners.remove('streams', second)]).toEqual([false, true]);
    expect([listeners.remove('streams', second), listeners.topics]).toEqual([false, []]);
  });
});
