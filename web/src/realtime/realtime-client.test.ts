// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ServerMessage } from './server-message.ts';
import { createRealtimeBed } from './testing/realtime-bed.ts';

const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
const subscribe = (topic: string) => ({ type: 'subscribe', topic });
const unsubscribe = (topic: string) => ({ type: 'unsubscribe', topic });
const refusal = (topic: string): ServerMessage => ({ type: 'error', code: 'NotFound', detail: 'None', topic });
const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);

const setVisibility = (state: 'visible' | 'hidden'): void => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
};

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('RealtimeClient', () => {
  it('connects for the first wish, subscribes once to a topic, and goes away some time after the last', async () => {
    const { client, sockets, greet } = createRealtimeBed();
    const stopFirst = client.follow('streams', vi.fn());
    const stopSecond = client.follow('streams', vi.fn());
    expect([sockets.length, client.getSnapshot()]).toEqual([1, { isConnected: false }]);
    const socket = await greet();
    expect([socket.sent, client.getSnapshot()]).toEqual([[subscribe('streams')], { isConnected: true }]);
    stopFirst();
    stopSecond();
    stopSecond();
    expect(socket.sent.slice(1)).toEqual([unsubscribe('streams')]);
    await later(14_999);
    expect(socket.isClosed).toBe(false);
    await later(1);
    expect([socket.isClosed, client.getSnapshot()]).toEqual([true, { isConnected: false }]);
  });

  it('passes on messages, and leaves alone what it does not know', async () => {
    const { client, greet } = createRealtimeBed();
    const heard = vi.fn();
    const stop = client.follow('stream:s', heard);
    const socket = await greet();
    const viewers: ServerMessage = { type: 'viewers', counts: [{ id: 's', viewers: 2 }] };
    socket.sayRaw('{"type":"chat","text":"hello"}');
    socket.say({ type: 'viewers', counts: [{ id: 't', viewers: 9 }] });
    socket.say(viewers);
    stop();
    socket.say(viewers);
    expect(heard.mock.calls).toEqual([[viewers]]);
    await later(15_000);
  });

  it('comes back after waits that grow, subscribes again, and begins with the shortest after a quiet while', async () => {
    const { client, sockets, greet } = createRealtimeBed();
    const stop = client.follow('streams', vi.fn());
    (await greet()).end(1012);
    expect(client.getSnapshot()).toEqual({ isConnected: false });
    for (const [count, waitMs] of [1_000, 2_000, 4_000, 8_000, 15_000, 15_000].entries()) {
      await later(waitMs - 1);
      expect(sockets.length).toBe(count + 1);
      await later(1);
      expect(sockets.length).toBe(count + 2);
      sockets.at(-1)?.end();
    }
    await later(15_000);
    const socket = await greet();
    expect(socket.sent).toEqual([subscribe('streams')]);
    await later(20_000);
    socket.end();
    await later(1_000);
    expect(sockets.length).toBe(9);
    stop();
    await later(15_000);
  });

  it('waits the longest after a fault of its own', async () => {
    const { client, sockets, greet } = createRealtimeBed();
    const stop = client.follow('streams', vi.fn());
    (await greet()).end(1008);
    await later(14_999);
    expect(sockets.length).toBe(1);
    await later(1);
    expect(sockets.length).toBe(2);
    stop();
    await later(15_000);
  });

  it('gives up a connection that never says hello', async () => {
    const { client, sockets } = createRealtimeBed();
    const stop = client.follow('streams', vi.fn());
    await later(11_000);
    expect([sockets.length, sockets[0]?.isClosed]).toEqual([2, true]);
    stop();
    await later(15_000);
  });

  it('tries at once when the browser is online or the tab is seen again', async () => {
    const { client, sockets } = createRealtimeBed();
    const stop = client.follow('streams', vi.fn());
    sockets[0]?.end();
    dispatchEvent(new Event('online'));
    expect(sockets.length).toBe(2);
    sockets[1]?.end();
    setVisibility('hidden');
    setVisibility('visible');
    expect(sockets.length).toBe(3);
    stop();
    await later(15_000);
  });

  it('subscribes anew to one topic after a long absence, and leaves a line that does not answer', async () => {
    const { client, sockets, greet } = createRealtimeBed();
    const stops = [client.follow('stream:s', vi.fn()), client.follow('streams', vi.fn())];
    const socket = await greet();
    setVisibility('hidden');
    await later(30_000);
    setVisibility('visible');
    expect(socket.sent.slice(2)).toEqual([unsubscribe('streams'), subscribe('streams')]);
    socket.say({ type: 'subscribed', topic: 'streams' });
    await later(6_000);
    expect([sockets.length, socket.isClosed]).toEqual([1, false]);
    dispatchEvent(new Event('online'));
    await later(6_000);
    expect([sockets.length, socket.isClosed]).toEqual([2, true]);
    for (const stop of stops) stop();
    await later(15_000);
  });

  it('says who it is before it subscribes, and again before that ends', async () => {
    const { client, greet, as } = createRealtimeBed('token-1');
    const stop = client.follow('stream:s', vi.fn());
    const socket = await greet();
    expect(socket.sent).toEqual([{ type: 'authenticate', token: 'token-1' }, subscribe('stream:s')]);
    socket.say({ type: 'authenticated', expiresAt: inMinutes(10) });
    as('token-2', 'ada');
    await later(9 * 60_000 - 1);
    expect(socket.sent.length).toBe(2);
    await later(1);
    expect(socket.sent.slice(2)).toEqual([{ type: 'authenticate', token: 'token-2' }]);
    stop();
    await later(15_000);
  });

  it('is a stranger until somebody who is logged in has a token, for which it asks again', async () => {
    const { client, greet, give } = createRealtimeBed(undefined, 'ada');
    const stop = client.follow('ingest:s', vi.fn());
    const socket = await greet();
    expect(socket.sent).toEqual([subscribe('ingest:s')]);
    socket.say(refusal('ingest:s'));
    await later(5_000);
    expect(socket.sent.length).toBe(1);
    give('token');
    await later(5_000);
    expect(socket.sent.slice(1)).toEqual([{ type: 'authenticate', token: 'token' }, subscribe('ingest:s')]);
    await later(5_000);
    expect(socket.sent.length).toBe(3);
    stop();
    await later(15_000);
  });

  it('takes the token of a session that got one late', async () => {
    const { client, greet, as } = createRealtimeBed(undefined, 'ada');
    const stop = client.follow('streams', vi.fn());
    const socket = await greet();
    as('token', 'ada');
    await later(0);
    expect(socket.sent.slice(1)).toEqual([{ type: 'authenticate', token: 'token' }]);
    stop();
    await later(15_000);
  });

  it('follows a login on the connection it has and asks again for what was refused', async () => {
    const { client, sockets, greet, as } = createRealtimeBed();
    const heard = vi.fn();
    const stop = client.follow('stream:s', heard);
    const socket = await greet();
    socket.say(refusal('stream:s'));
    expect(heard.mock.calls).toEqual([[refusal('stream:s')]]);
    as('token', 'ada');
    await later(0);
    expect(socket.sent.slice(1)).toEqual([{ type: 'authenticate', token: 'token' }, subscribe('stream:s')]);
    expect(sockets.length).toBe(1);
    stop();
    await later(15_000);
  });

  it('asks for a refused topic again after a while', async () => {
    const { client, greet } = createRealtimeBed();
    const stop = client.follow('stream:s', vi.fn());
    const socket = await greet();
    socket.say(refusal('stream:s'));
    await later(20_000);
    expect(socket.sent.slice(1)).toEqual([subscribe('stream:s')]);
    stop();
    await later(15_000);
  });

  it('makes a new connection after a logout', async () => {
    const { client, sockets, greet, as } = createRealtimeBed('token');
    const stop = client.follow('streams', vi.fn());
    await greet();
    as(undefined, undefined);
    expect([sockets.length, sockets[0]?.isClosed]).toEqual([2, true]);
    expect((await greet()).sent).toEqual([subscribe('streams')]);
    stop();
    await later(15_000);
  });

  it('asks once for another token when the server refuses one', async () => {
    const { client, greet, refuse } = createRealtimeBed('token');
    const stop = client.follow('streams', vi.fn());
    const socket = await greet();
    for (let times = 0; times < 2; times += 1) {
      socket.say({ type: 'error', code: 'AccessTokenInvalid', detail: 'It has ended' });
      await later(0);
    }
    expect(refuse.mock.calls).toEqual([['token']]);
    expect(socket.sent.slice(2)).toEqual([{ type: 'authenticate', token: 'token+' }]);
    stop();
    await later(15_000);
  });
});
