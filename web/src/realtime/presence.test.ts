// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRealtimeBed } from './testing/realtime-bed.ts';

const watching = { type: 'watching', streamId: 's' };
const stopped = { type: 'stopped', streamId: 's' };
const posted = (isStopped: boolean) => [{ streamId: 's', stopped: isStopped }, true];
const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('watch', () => {
  it('is said at once, every ten seconds and at the end, once for all players of a stream', async () => {
    const { client, greet, posts } = createRealtimeBed();
    const stopFirst = client.watch('s');
    const socket = await greet();
    const stopSecond = client.watch('s');
    expect(socket.sent).toEqual([watching]);
    await later(20_000);
    expect(socket.sent).toEqual([watching, watching, watching]);
    stopFirst();
    stopFirst();
    expect(socket.sent.length).toBe(3);
    stopSecond();
    await later(14_999);
    expect([socket.sent.slice(3), socket.isClosed, posts]).toEqual([[stopped], false, []]);
    await later(1);
    expect(socket.isClosed).toBe(true);
  });

  it('is said over HTTP when there is no connection for some seconds, and over the connection again', async () => {
    const { client, sockets, greet, posts } = createRealtimeBed();
    const stop = client.watch('s');
    sockets[0]?.end();
    await later(3_999);
    expect(posts).toEqual([]);
    await later(1);
    expect(posts).toEqual([posted(false)]);
    await later(10_000);
    expect(posts.length).toBe(2);
    dispatchEvent(new Event('online'));
    expect((await greet()).sent).toEqual([watching]);
    sockets.at(-1)?.end();
    stop();
    await later(15_000);
    expect(posts.slice(2)).toEqual([posted(true)]);
  });

  it('ends when the page goes away, and begins again when it comes back', async () => {
    const { client, greet } = createRealtimeBed();
    const stop = client.watch('s');
    const socket = await greet();
    dispatchEvent(new Event('pagehide'));
    dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    expect(socket.sent).toEqual([watching, stopped, watching]);
    stop();
    await later(15_000);
  });
});
