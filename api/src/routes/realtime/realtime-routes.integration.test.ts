import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRealtimeWorld, type RealtimeWorld } from '../../realtime/testing/realtime-world.ts';

let world: RealtimeWorld;

beforeAll(async () => {
  world = await createRealtimeWorld({ replicas: 2 });
});

afterAll(() => world[Symbol.asyncDispose]());

describe('the topic stream', () => {
  it('says how the stream is, then each change, on every replica', async () => {
    const id = await world.addStream({ state: 'offline' });
    const clients = await Promise.all([world.connect(0), world.connect(1)]);
    for (const client of clients) await client.subscribe(`stream:${id}`);
    for (const client of clients) expect(await client.next('stream')).toMatchObject({ id, state: 'offline' });
    await world.changeStream(id, 'state', 'live');
    const told = await Promise.all(clients.map((client) => client.next('stream')));
    expect(told[0]).toEqual({
      type: 'stream',
      id,
      namespace: 'live',
      name: `s-${id.slice(0, 8)}`,
      title: 'A stream',
      visibility: 'public',
      state: 'live',
      isReady: true,
      isSuspended: false,
      viewers: 0,
      availableQualities: ['720p', '360p'],
      sessionId: '20261122-120000-abcd',
      sessionStartedAt: '2026-11-22T12:00:00.000Z',
      sessionEndedAt: null,
    });
    expect(told[1]).toEqual(told[0]);
  });
});
