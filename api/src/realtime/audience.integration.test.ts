import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testKeys } from '../testing/test-app.ts';
import { newViewerId, signViewer, viewerCookieName } from '../viewers/viewer-cookie.ts';
import { saveHeartbeats } from './audience-repository.ts';
import { createRealtimeWorld, type RealtimeWorld } from './testing/realtime-world.ts';

/** So long that nobody's time is over by itself, on any machine; a test has it pass. */
const viewerSeconds = 30_000;
const leavingSeconds = 15_000;

let world: RealtimeWorld;

beforeAll(async () => {
  world = await createRealtimeWorld({ replicas: 2, parts: { limits: { viewerSeconds, leavingSeconds } } });
});

afterAll(() => world[Symbol.asyncDispose]());

const cookieOf = (viewer = newViewerId()): { readonly cookie: string } => ({
  cookie: `${viewerCookieName}=${signViewer(testKeys.accessTokenKeys, viewer)}`,
});

const watch = async (streamId: string, replica: number, headers: Record<string, string>) => {
  const client = await world.connect(replica, { headers });
  client.say({ type: 'watching', streamId });
  return client;
};

const counts = (id: string, viewers: number) => expect.poll(() => world.viewersOf(id)).toBe(viewers);

/** As if so much time had passed for everybody who watches. */
const pass = (id: string, seconds: number) =>
  world.postgres.admin.streams.query(
    'UPDATE stream_viewers SET expires_at = expires_at - make_interval(secs => $2) WHERE stream_id = $1',
    [id, seconds],
  );

const rowsOf = async (id: string): Promise<number> => {
  const { rows } = await world.postgres.admin.streams.query('SELECT FROM stream_viewers WHERE stream_id = $1', [id]);
  return rows.length;
};

const leavingOf = async (id: string): Promise<number> => {
  const { rows } = await world.postgres.admin.streams.query(
    'SELECT FROM stream_viewers WHERE stream_id = $1 AND expires_at < now() + make_interval(secs => $2)',
    [id, leavingSeconds],
  );
  return rows.length;
};

describe('the audience', () => {
  it('counts a viewer once, however many tabs, replicas and heartbeats', async () => {
    const id = await world.addStream();
    const [one, other] = [cookieOf(), cookieOf()];
    for (const replica of [0, 1, 0]) await watch(id, replica, one);
    const client = await watch(id, 1, other);
    for (let beat = 0; beat < 5; beat += 1) client.say({ type: 'watching', streamId: id });
    await counts(id, 2);
    expect(await rowsOf(id)).toBe(2);
  });

  it('tells the followers of the stream and those of all, on every replica', async () => {
    const id = await world.addStream();
    const [follower, listener] = [await world.connect(0), await world.connect(1)];
    await follower.subscribe(`stream:${id}`);
    await listener.subscribe('streams');
    await watch(id, 1, cookieOf());
    const counted = [{ id, viewers: 1 }];
    expect((await follower.next('viewers')).counts).toEqual(counted);
    await listener.next('viewers', (message) => message.counts.some((count) => count.id === id && count.viewers === 1));
  });

  it('counts a user once in all their browsers, and not as the anonymous viewer they were', async () => {
    const id = await world.addStream();
    const { token } = await world.replica(0).api.loginAs();
    const clients = [await watch(id, 0, cookieOf()), await watch(id, 1, cookieOf())];
    await counts(id, 2);
    for (const client of clients) {
      await client.authenticate(token);
      client.say({ type: 'watching', streamId: id });
    }
    await expect.poll(() => rowsOf(id)).toBe(3);
    await expect.poll(() => leavingOf(id)).toBe(2);
    await pass(id, leavingSeconds);
    await counts(id, 1);
  });

  it('makes of forged cookies no more than new viewers of one address, which are bounded', async () => {
    const id = await world.addStream();
    const { app } = world.replica(0).api;
    const post = (cookie: string, remoteAddress: string) =>
      app.inject({
        method: 'POST',
        url: '/api/realtime/watching',
        payload: { streamId: id },
        headers: { cookie },
        remoteAddress,
      });
    const forge = (count: number, address: string) =>
      Promise.all(Array.from({ length: count }, (_, index) => post(`${viewerCookieName}=forged-${index}`, address)));
    await forge(50, '2001:db8::1');
    await forge(50, '2001:db8::ffff:2');
    await forge(3, '2001:db8:0:1::1');
    await counts(id, 23);
  });

  it('bounds what several replicas took from one address', async () => {
    const id = await world.addStream();
    const network = Buffer.alloc(32, 7);
    const beats = Array.from({ length: 45 }, (_, index) => ({
      ...{ streamId: id, viewer: Buffer.alloc(32, index), network, userId: null, isAdmin: false },
    }));
    await saveHeartbeats(world.postgres.databases.streams, beats, viewerSeconds);
    await counts(id, 20);
  });

  it('counts nobody of a stream that is offline, or that they may not see', async () => {
    const { api } = world.replica(0);
    const [owner, stranger] = [await api.loginAs(), await api.loginAs()];
    const offline = await world.addStream({ state: 'offline' });
    const hidden = await world.addStream({ visibility: 'private', ownerId: owner.id });
    const strangers = await world.connect();
    await strangers.authenticate(stranger.token);
    for (const streamId of [offline, hidden, '00000000-0000-4000-8000-000000000000']) {
      strangers.say({ type: 'watching', streamId });
    }
    const owners = await world.connect();
    await owners.authenticate(owner.token);
    owners.say({ type: 'watching', streamId: hidden });
    await counts(hidden, 1);
    expect(await rowsOf(hidden)).toBe(1);
    expect(await rowsOf(offline)).toBe(0);
  });

  it('forgets who said nothing for as long as a heartbeat counts', async () => {
    const id = await world.addStream();
    await watch(id, 0, cookieOf());
    await counts(id, 1);
    await pass(id, viewerSeconds);
    await counts(id, 0);
    await expect.poll(() => rowsOf(id)).toBe(0);
  });

  it('forgets sooner who closed the player, unless another tab goes on', async () => {
    const id = await world.addStream();
    const [gone, staying] = [cookieOf(), cookieOf()];
    const clients = [await watch(id, 0, gone), await watch(id, 0, staying), await watch(id, 1, staying)];
    await counts(id, 2);
    clients[0]?.say({ type: 'stopped', streamId: id });
    clients[1]?.close();
    await expect.poll(() => leavingOf(id)).toBe(2);
    clients[2]?.say({ type: 'watching', streamId: id });
    await expect.poll(() => leavingOf(id)).toBe(1);
    await pass(id, leavingSeconds);
    await counts(id, 1);
  });

  it('counts nobody any more when the stream ends', async () => {
    const id = await world.addStream();
    await watch(id, 0, cookieOf());
    await counts(id, 1);
    await world.changeStream(id, 'state', 'offline');
    await counts(id, 0);
  });

  it('is counted by one replica, and by the other when that one is gone', async () => {
    const holders = async (): Promise<readonly number[]> => {
      const { rows } = await world.postgres.admin.streams.query<{ pid: number }>(
        `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      );
      return rows.map(({ pid }) => pid);
    };
    await expect.poll(async () => (await holders()).length).toBe(1);
    const [before] = await holders();
    await world.postgres.admin.streams.query('SELECT pg_terminate_backend($1)', [before]);
    await expect.poll(async () => (await holders()).filter((pid) => pid !== before).length).toBe(1);
    const id = await world.addStream();
    await watch(id, 0, cookieOf());
    await counts(id, 1);
  });
});
