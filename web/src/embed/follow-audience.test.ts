// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeSocket } from '../realtime/testing/fake-socket.ts';
import { followAudience } from './follow-audience.ts';

const streamId = 'f3c8a0de-0000-4000-8000-000000000001';
const watching = { type: 'watching', streamId };
const subscribe = { type: 'subscribe', topic: `stream:${streamId}` };

const start = () => {
  const sockets: FakeSocket[] = [];
  const heard: number[] = [];
  const life = new AbortController();
  const openSocket = (): FakeSocket => {
    const socket = new FakeSocket();
    sockets.push(socket);
    return socket;
  };
  followAudience({
    streamId,
    openSocket,
    random: () => 0,
    onViewers: (viewers) => heard.push(viewers),
    signal: life.signal,
  });
  return { sockets, heard, life };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('followAudience', () => {
  it('says that somebody watches as often as the server wants, and hears how many do', () => {
    const { sockets, heard } = start();
    sockets[0]?.say({ type: 'hello', heartbeatSeconds: 10 });
    vi.advanceTimersByTime(20_000);
    expect(sockets[0]?.sent).toEqual([subscribe, watching, watching, watching]);
    sockets[0]?.say({ type: 'viewers', counts: [{ id: streamId, viewers: 7 }] });
    sockets[0]?.say({ type: 'viewers', counts: [{ id: 'f3c8a0de-0000-4000-8000-000000000002', viewers: 9 }] });
    expect(heard).toEqual([7]);
  });

  it('is one viewer again after a lost connection', () => {
    const { sockets } = start();
    sockets[0]?.say({ type: 'hello', heartbeatSeconds: 10 });
    sockets[0]?.end();
    vi.advanceTimersByTime(5_000);
    sockets[1]?.say({ type: 'hello', heartbeatSeconds: 10 });
    expect(sockets[0]?.sent).toHaveLength(2);
    expect(sockets[1]?.sent).toEqual([subscribe, watching]);
  });

  it('ends with its signal', () => {
    const { sockets, life } = start();
    sockets[0]?.say({ type: 'hello', heartbeatSeconds: 10 });
    life.abort();
    vi.advanceTimersByTime(60_000);
    expect([sockets.length, sockets[0]?.isClosed, sockets[0]?.sent.length]).toEqual([1, true, 2]);
  });
});
