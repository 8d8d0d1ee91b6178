import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anonymous } from '../access/caller.ts';
import { type ServerMessage, topicOf } from './realtime-protocol.ts';
import { StreamHub } from './stream-hub.ts';
import type { StreamState } from './stream-state.ts';
import { streamId, streamRow, streamRows } from './testing/stream-rows.ts';
import type { Subscriber } from './topics.ts';

const otherId = '55555555-5555-4555-8555-555555555555';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(100);

const hubOver = (...initial: readonly StreamState[]) => {
  const rows = streamRows(...initial);
  const hub = new StreamHub({ ...rows, logger: pino({ level: 'silent' }) });
  const follow = async (name: string) => {
    const told: ServerMessage[] = [];
    const subscriber: Subscriber = { caller: anonymous, send: (message) => told.push(message), endTopic: () => {} };
    const subscribed = hub.subscribe(topicOf(name), subscriber);
    await settle();
    await subscribed;
    told.length = 0;
    return { told, leave: () => hub.unsubscribe(topicOf(name), subscriber) };
  };
  const change = async (row: StreamState, unlisted = false) => {
    rows.set(row);
    hub.notice({ id: row.id, unlisted });
    await settle();
  };
  return { hub, rows, follow, change };
};

describe('StreamHub', () => {
  it('reads a burst of changes once', async () => {
    const { hub, rows, follow } = hubOver(streamRow(), streamRow({ id: otherId }));
    await follow(`stream:${streamId}`);
    await follow(`stream:${otherId}`);
    rows.reads.length = 0;
    for (let time = 0; time < 100; time += 1) {
      hub.notice({ id: streamId, unlisted: false });
      hub.notice({ id: otherId, unlisted: false });
    }
    await settle();
    expect(rows.reads).toEqual([[streamId, otherId]]);
  });

  it('reads nothing that nobody follows', async () => {
    const { rows, follow, change } = hubOver(streamRow());
    const { leave } = await follow(`stream:${streamId}`);
    leave();
    rows.reads.length = 0;
    await change(streamRow({ title: 'Changed' }));
    expect(rows.reads).toEqual([]);
  });

  it('tells a change that came while the stream was being read for a new follower', async () => {
    const { hub, rows } = hubOver(streamRow());
    const told: ServerMessage[] = [];
    const follower = { caller: anonymous, send: (message: ServerMessage) => told.push(message), endTopic: () => {} };
    const release = rows.hold();
    const subscribed = hub.subscribe(topicOf(`stream:${streamId}`), follower);
    await settle();
    rows.set(streamRow({ title: 'Changed' }));
    hub.notice({ id: streamId, unlisted: false });
    release();
    await subscribed;
    await settle();
    expect(told).toEqual([
      expect.objectContaining({ type: 'subscribed' }),
      expect.objectContaining({ type: 'stream', title: 'A stream' }),
      expect.objectContaining({ type: 'stream', title: 'Changed' }),
    ]);
  });

  it('tells that a stream is gone when that came while it was being read', async () => {
    const { hub, rows, follow } = hubOver(streamRow({ state: 'offline' }));
    const { told } = await follow('streams');
    const release = rows.hold();
    hub.notice({ id: streamId, unlisted: false });
    await settle();
    rows.set(streamRow({ state: 'offline', visibility: 'private' }));
    hub.notice({ id: streamId, unlisted: true });
    release();
    await settle();
    expect(told.at(-1)).toEqual({ type: 'removed', id: streamId });
  });

  it('tells that a stream is gone after a read that failed, though somebody had asked for it', async () => {
    const { hub, rows, follow } = hubOver(streamRow({ state: 'offline' }));
    const { told } = await follow('streams');
    rows.set(streamRow({ state: 'offline', visibility: 'private' }));
    rows.failure.error = new Error('away');
    const late = { caller: anonymous, send: () => {}, endTopic: () => {} };
    const refused = expect(hub.subscribe(topicOf(`stream:${streamId}`), late)).rejects.toThrow('away');
    hub.notice({ id: streamId, unlisted: true });
    await settle();
    await refused;
    rows.failure.error = undefined;
    await vi.advanceTimersByTimeAsync(1_100);
    expect(told).toEqual([{ type: 'removed', id: streamId }]);
  });

  it('makes the message of counts once for all who follow', async () => {
    const { hub, follow, change } = hubOver(streamRow());
    const all = [await follow('streams'), await follow('streams')];
    await change(streamRow({ viewers: 3 }));
    hub.topics.pushCounts();
    expect(all[0]?.told[0]).toBeDefined();
    expect(all[0]?.told[0]).toBe(all[1]?.told[0]);
  });

  it('tells the viewers alone where nothing else changed', async () => {
    const { hub, follow, change } = hubOver(streamRow());
    const [one, all] = [await follow(`stream:${streamId}`), await follow('streams')];
    await change(streamRow({ viewers: 3 }));
    const counts = [{ type: 'viewers', counts: [{ id: streamId, viewers: 3 }] }];
    expect([one.told, all.told]).toEqual([counts, []]);
    hub.topics.pushCounts();
    expect(all.told).toEqual(counts);
  });

  it('tells nobody of a private stream that always was', async () => {
    const { follow, change } = hubOver();
    const { told } = await follow('streams');
    await change(streamRow({ visibility: 'private', state: 'offline' }));
    await change(streamRow({ visibility: 'private', title: 'Secret' }));
    expect(told).toEqual([]);
  });

  it('tells that a stream is gone which it had not read before', async () => {
    const { follow, change } = hubOver(streamRow({ state: 'offline' }));
    const { told } = await follow('streams');
    await change(streamRow({ state: 'offline', visibility: 'private' }), true);
    expect(told).toEqual([{ type: 'removed', id: streamId }]);
  });

  it('tells after a gap what changed in it: what went live, what ended, what is gone', async () => {
    const [live, ended, gone] = [
      streamRow({ state: 'offline' }),
      streamRow({ id: otherId }),
      streamRow({ id: 'gone' }),
    ];
    const { hub, rows, follow } = hubOver(live, ended, gone);
    const { told } = await follow('streams');
    rows.set(streamRow());
    rows.set(streamRow({ id: otherId, state: 'offline' }));
    rows.rows.delete('gone');
    await hub.catchUp();
    await settle();
    expect(told).toHaveLength(3);
    expect(told).toContainEqual(expect.objectContaining({ type: 'stream', id: streamId, state: 'live' }));
    expect(told).toContainEqual(expect.objectContaining({ type: 'stream', id: otherId, state: 'offline' }));
    expect(told).toContainEqual({ type: 'removed', id: 'gone' });
  });

  it('tells what changed while the database was away, when it is back', async () => {
    const { rows, follow, change } = hubOver(streamRow());
    const { told } = await follow(`stream:${streamId}`);
    rows.failure.error = new Error('away');
    await change(streamRow({ title: 'Changed' }));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(told).toEqual([]);
    rows.failure.error = undefined;
    await vi.advanceTimersByTimeAsync(1_100);
    expect(told).toEqual([expect.objectContaining({ type: 'stream', title: 'Changed' })]);
  });

  it('remembers nothing when nobody follows any more', async () => {
    const { hub, follow } = hubOver(streamRow());
    const [one, all] = [await follow(`stream:${streamId}`), await follow('streams')];
    one.leave();
    expect(hub.known(streamId)).toBeDefined();
    all.leave();
    expect(hub.known(streamId)).toBeUndefined();
  });
});
