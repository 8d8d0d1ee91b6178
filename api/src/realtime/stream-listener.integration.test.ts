import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRealtimeWorld, type RealtimeWorld } from './testing/realtime-world.ts';

let world: RealtimeWorld;

beforeAll(async () => {
  world = await createRealtimeWorld();
});

afterAll(() => world[Symbol.asyncDispose]());

const isListening = async (): Promise<boolean> => {
  const page = await world.replica(0).registry.metrics();
  return page.includes('\nkubecast_api_realtime_listening 1\n');
};

describe('StreamListener', () => {
  it('tells what changed while its connection was lost', async () => {
    const [followed, listed, hidden] = [await world.addStream(), await world.addStream(), await world.addStream()];
    const client = await world.connect();
    await client.subscribe(`stream:${followed}`);
    await client.subscribe('streams');
    await expect.poll(isListening).toBe(true);
    const { streams } = world.postgres.admin;
    await streams.query(`
      BEGIN;
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'kubecast-api-realtime';
      ALTER TABLE streams DISABLE TRIGGER USER;
      UPDATE streams SET title = 'Changed unheard' WHERE id = '${followed}';
      UPDATE streams SET state = 'offline' WHERE id = '${listed}';
      UPDATE streams SET visibility = 'private' WHERE id = '${hidden}';
      ALTER TABLE streams ENABLE TRIGGER USER;
      COMMIT`);
    await client.next('stream', ({ id, title }) => id === followed && title === 'Changed unheard');
    await client.next('stream', ({ id, state }) => id === listed && state === 'offline');
    await client.next('removed', ({ id }) => id === hidden);
  });

  it('keeps the subscribers while Postgres is away, and goes on with them', async () => {
    const id = await world.addStream();
    const client = await world.connect();
    await client.subscribe(`stream:${id}`);
    await expect.poll(isListening).toBe(true);
    await world.postgres.crash();
    await expect.poll(isListening).toBe(false);
    client.say({ type: 'subscribe', topic: 'streams' });
    expect(await client.next('error')).toMatchObject({ code: 'DatabaseUnavailable', topic: 'streams' });
    await world.postgres.resume();
    await world.changeStream(id, 'title', 'After the crash');
    await client.next('stream', ({ title }) => title === 'After the crash');
    await client.subscribe('streams');
  });

  it('says nothing of what nobody is shown', async () => {
    const id = await world.addStream();
    const client = await world.connect();
    await client.subscribe(`stream:${id}`);
    await client.next('stream');
    const { streams } = world.postgres.admin;
    await streams.query('UPDATE streams SET resource_version = 2, generation = 2, updated_at = now() WHERE id = $1', [
      id,
    ]);
    await world.changeStream(id, 'title', 'Shown');
    await client.next('stream', ({ title }) => title === 'Shown');
    expect(client.unread.filter(({ type }) => type === 'stream')).toEqual([]);
  });
});
