import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRealtimeWorld, type RealtimeWorld } from '../../realtime/testing/realtime-world.ts';

const upgradeHeaders = {
  host: 'kubecast.example',
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

let world: RealtimeWorld;

beforeAll(async () => {
  world = await createRealtimeWorld({ replicas: 2 });
});

afterAll(() => world[Symbol.asyncDispose]());

const login = (role: 'user' | 'admin' = 'user') => world.replica(0).api.loginAs({ role });

describe('stream:<id>', () => {
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

  it('says nothing after unsubscribe', async () => {
    const [id, other] = [await world.addStream(), await world.addStream()];
    const client = await world.connect();
    await client.subscribe(`stream:${id}`);
    client.say({ type: 'unsubscribe', topic: `stream:${id}` });
    await client.subscribe(`stream:${other}`);
    await world.changeStream(id, 'title', 'Changed');
    await world.changeStream(other, 'title', 'Changed');
    await client.next('stream', (message) => message.title === 'Changed');
    expect(client.unread.filter((message) => message.type === 'stream' && message.title === 'Changed')).toEqual([]);
  });

  it('is refused alike for a stream that is private and one that is not there', async () => {
    const owner = await login();
    const hidden = await world.addStream({ visibility: 'private', ownerId: owner.id });
    const client = await world.connect();
    for (const id of [hidden, '00000000-0000-4000-8000-000000000000']) {
      client.say({ type: 'subscribe', topic: `stream:${id}` });
      expect(await client.next('error')).toMatchObject({ code: 'NotFound', topic: `stream:${id}` });
    }
  });

  it('is for the owner and the administrators of a private stream', async () => {
    const [owner, admin, stranger] = await Promise.all([login(), login('admin'), login()]);
    const id = await world.addStream({ visibility: 'private', ownerId: owner.id });
    for (const { token } of [owner, admin]) {
      const client = await world.connect();
      await client.authenticate(token);
      await client.subscribe(`stream:${id}`);
    }
    const client = await world.connect();
    await client.authenticate(stranger.token);
    client.say({ type: 'subscribe', topic: `stream:${id}` });
    expect(await client.next('error')).toMatchObject({ code: 'NotFound' });
  });

  it('ends when the stream is made private, for whom it is hidden from', async () => {
    const owner = await login();
    const id = await world.addStream({ ownerId: owner.id });
    const [viewer, ownersClient] = [await world.connect(0), await world.connect(1)];
    await ownersClient.authenticate(owner.token);
    for (const client of [viewer, ownersClient]) await client.subscribe(`stream:${id}`);
    await world.changeStream(id, 'visibility', 'private');
    expect(await viewer.next('error')).toMatchObject({ code: 'NotFound', topic: `stream:${id}` });
    await ownersClient.next('stream', ({ visibility }) => visibility === 'private');
    await world.changeStream(id, 'title', 'Secret');
    await ownersClient.next('stream', ({ title }) => title === 'Secret');
    expect(JSON.stringify(viewer.unread)).not.toContain('Secret');
  });

  it('ends when the stream is deleted', async () => {
    const id = await world.addStream();
    const client = await world.connect();
    await client.subscribe(`stream:${id}`);
    await world.postgres.admin.streams.query('DELETE FROM streams WHERE id = $1', [id]);
    expect(await client.next('error')).toMatchObject({ code: 'NotFound', topic: `stream:${id}` });
  });
});

describe('streams', () => {
  it('says of every public stream that comes, changes and goes, and of no private one', async () => {
    const client = await world.connect(1);
    await client.subscribe('streams');
    const hidden = await world.addStream({ visibility: 'private' });
    const id = await world.addStream({ state: 'offline' });
    await client.next('stream', (message) => message.id === id && message.state === 'offline');
    await world.changeStream(id, 'state', 'live');
    await client.next('stream', (message) => message.id === id && message.state === 'live');
    await world.changeStream(hidden, 'title', 'Still hidden');
    await world.changeStream(id, 'visibility', 'private');
    await client.next('removed', (message) => message.id === id);
    await world.changeStream(id, 'visibility', 'public');
    await client.next('stream', (message) => message.id === id && message.visibility === 'public');
    await world.postgres.admin.streams.query('DELETE FROM streams WHERE id = ANY($1)', [[id, hidden]]);
    await client.next('removed', (message) => message.id === id);
    expect(JSON.stringify(client.unread)).not.toContain(hidden);
  });
});

describe('ingest:<id>', () => {
  it('is for the owner and the administrators', async () => {
    const [owner, stranger] = await Promise.all([login(), login()]);
    const id = await world.addStream({ ownerId: owner.id });
    const [anyone, other] = [await world.connect(), await world.connect()];
    await other.authenticate(stranger.token);
    for (const client of [anyone, other]) client.say({ type: 'subscribe', topic: `ingest:${id}` });
    expect(await anyone.next('error')).toMatchObject({ code: 'NotLoggedIn' });
    expect(await other.next('error')).toMatchObject({ code: 'Forbidden' });
  });

  it('says what the resource says, and that numbers are unknown while there is no pod', async () => {
    const owner = await login();
    const id = await world.addStream({ ownerId: owner.id });
    const client = await world.connect();
    await client.authenticate(owner.token);
    await client.subscribe(`ingest:${id}`);
    expect(await client.next('health')).toEqual({ type: 'health', id, conditions: [] });
    const { at, ...numbers } = await client.next('ingest');
    expect(numbers).toEqual({
      type: 'ingest',
      id,
      bitrateKbps: null,
      frameRate: null,
      roundTripMs: null,
      lossPercent: null,
      droppedPercent: null,
      uploadLagSeconds: null,
    });
    const condition = {
      type: 'Live',
      status: 'True',
      reason: 'Live',
      message: 'Media arrives',
      lastTransitionTime: at,
    };
    await world.postgres.admin.streams.query('UPDATE streams SET conditions = $2 WHERE id = $1', [
      id,
      JSON.stringify([condition]),
    ]);
    expect(await client.next('health')).toEqual({ type: 'health', id, conditions: [condition] });
  });
});

describe('authenticate', () => {
  it('refuses what is no token of ours, and keeps the connection', async () => {
    const client = await world.connect();
    client.say({ type: 'authenticate', token: 'forged' });
    expect(await client.next('error')).toMatchObject({ code: 'AccessTokenInvalid' });
    await client.subscribe('streams');
  });
});

describe('the upgrade', () => {
  const upgrade = (headers: Record<string, string>, path = '/api/realtime') => {
    const answered = Promise.withResolvers<IncomingMessage>();
    const asked = request(`http://${world.replica(0).host}${path}`, { headers: { ...upgradeHeaders, ...headers } });
    asked.on('response', answered.resolve).on('error', answered.reject);
    asked.on('upgrade', (answer, socket) => {
      socket.destroy();
      answered.resolve(answer);
    });
    asked.end();
    return answered.promise;
  };

  it.each([
    [{}, 101],
    [{ origin: 'https://kubecast.example' }, 101],
    [{ origin: 'https://other.example' }, 101],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'https://kubecast.example.evil.example' }, 403],
    [{ origin: 'null' }, 403],
  ])('from %j gives %i', async (headers, status) => {
    expect((await upgrade(headers)).statusCode).toBe(status);
  });

  it('makes the viewer a cookie, and takes it again', async () => {
    const [cookie = ''] = (await upgrade({})).headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^kubecast_viewer=[^;]+; Max-Age=34560000; Path=\/api; HttpOnly; SameSite=Lax$/);
    const again = await upgrade({ cookie: cookie.split(';')[0] ?? '' });
    expect([again.statusCode, again.headers['set-cookie']]).toEqual([101, undefined]);
  });

  it('of another path is answered, and the connection ended', async () => {
    const answer = await upgrade({}, '/api/docs/nothing');
    answer.resume();
    await once(answer.socket, 'close');
    expect(answer.statusCode).toBe(404);
  });

  it('is a must', async () => {
    const { app } = world.replica(0).api;
    const answer = await app.inject({ method: 'GET', url: '/api/realtime' });
    expect([answer.statusCode, answer.json().code]).toEqual([426, 'UpgradeRequired']);
  });
});

describe('POST /api/realtime/watching', () => {
  const post = (payload: object, headers: Record<string, string> = {}) =>
    world.replica(0).api.app.inject({ method: 'POST', url: '/api/realtime/watching', payload, headers });

  it('makes the viewer a cookie, and takes it again', async () => {
    const streamId = await world.addStream();
    const first = await post({ streamId });
    expect(first.statusCode).toBe(204);
    const [cookie] = first.cookies;
    expect(cookie).toMatchObject({ name: 'kubecast_viewer', httpOnly: true, path: '/api', sameSite: 'Lax' });
    const second = await post({ streamId }, { cookie: `kubecast_viewer=${cookie?.value}` });
    expect([second.statusCode, second.cookies]).toEqual([204, []]);
  });

  it("refuses another site's page and what is no stream's id", async () => {
    const streamId = await world.addStream();
    expect((await post({ streamId }, { origin: 'https://evil.example' })).json().code).toBe('CrossSiteRefused');
    expect((await post({ streamId: 'x' })).json().code).toBe('RequestInvalid');
  });
});
