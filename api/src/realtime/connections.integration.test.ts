import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { RealtimeLimits } from './realtime-limits.ts';
import { clientMessageSchema } from './realtime-protocol.ts';
import { createRealtimeWorld, type RealtimeWorld } from './testing/realtime-world.ts';

const worlds: RealtimeWorld[] = [];

afterEach(async () => {
  for (const world of worlds.splice(0)) await world[Symbol.asyncDispose]();
});

const worldWith = async (limits: Partial<RealtimeLimits> = {}): Promise<RealtimeWorld> => {
  const world = await createRealtimeWorld({ parts: { limits } });
  worlds.push(world);
  return world;
};

const endsOf = async (world: RealtimeWorld, fate: string): Promise<number> => {
  const page = await world.replica(0).registry.metrics();
  return Number(new RegExp(`kubecast_api_realtime_ends_total\\{fate="${fate}"\\} (\\d+)`).exec(page)?.[1] ?? 0);
};

/** A client that reads the answer to its upgrade and then nothing more. */
const deafClient = async (world: RealtimeWorld): Promise<Socket> => {
  const [host = '', port] = world.replica(0).host.split(':');
  const socket = connect({ host, port: Number(port) });
  socket.on('error', () => undefined);
  socket.write(
    [
      'GET /api/realtime HTTP/1.1',
      `Host: ${host}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      '',
      '',
    ].join('\r\n'),
  );
  await once(socket, 'data');
  socket.pause();
  return socket;
};

/** A frame of text, masked with zeros. */
const frameOf = (text: string): Buffer => {
  const payload = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
};

describe('Connections', () => {
  it('takes so many of an address, so many in all, and one more when one has gone', async () => {
    const world = await worldWith({ sockets: 3, socketsPerNetwork: 2 });
    const from = (address: string) => world.connect(0, { headers: { 'x-forwarded-for': address } });
    const first = await from('192.0.2.1');
    await from('192.0.2.1');
    await expect(from('192.0.2.1')).rejects.toThrow();
    await from('192.0.2.2');
    await expect(from('192.0.2.3')).rejects.toThrow();
    expect(await endsOf(world, 'refused')).toBe(2);
    first.close();
    await expect.poll(() => endsOf(world, 'closed')).toBe(1);
    await from('192.0.2.1');
  });

  it('lets go of who does not answer pings', async () => {
    const world = await worldWith();
    const { connections } = world.replica(0).realtime;
    const talking = await world.connect();
    const socket = await deafClient(world);
    connections.check();
    // What is answered to the first had the ping before it; what is said second comes after the pong.
    for (const topic of ['streams', `stream:${await world.addStream()}`]) await talking.subscribe(topic);
    connections.check();
    await expect.poll(() => endsOf(world, 'silent')).toBe(1);
    socket.destroy();
    await talking.subscribe(`stream:${await world.addStream()}`);
  });

  it('lets go of who is too slow for what it follows', async () => {
    const world = await worldWith({ highWaterBytes: 1_024, waitingMessages: 5, messageBurst: 10_000 });
    const socket = await deafClient(world);
    const { streams } = world.postgres.admin;
    socket.write(frameOf('{"type":"subscribe","topic":"streams"}'));
    await expect.poll(() => world.replica(0).registry.metrics()).toContain('subscriptions{topic="streams"} 1');
    const flood = `
      INSERT INTO streams (id, namespace, name, title, visibility, state, is_ready, is_suspended, created_at, generation,
        resource_version)
      SELECT gen_random_uuid(), 'live', 'n' || gen_random_uuid(), repeat('x', 20000), 'public', 'offline', true, false, now(), 1, 1
      FROM generate_series(1, 500)`;
    await expect
      .poll(async () => {
        await streams.query(flood);
        return endsOf(world, 'slow');
      })
      .toBe(1);
    socket.destroy();
  });

  it('ends a connection with too many messages or pings, one that is too long, and one that is no text', async () => {
    const world = await worldWith({ messageBurst: 5, messagesPerSecond: 1, messageBytes: 1_000 });
    const [talker, long, binary] = await Promise.all([world.connect(), world.connect(), world.connect()]);
    for (let count = 0; count < 7; count += 1) talker.say({ type: 'unsubscribe', topic: 'streams' });
    long.sayText('x'.repeat(1_001));
    binary.sayText(new Uint8Array([1, 2, 3]));
    expect(await Promise.all([talker.closed, long.closed, binary.closed])).toEqual([1008, 1009, 1003]);
  });

  it('takes so many subscriptions of a connection', async () => {
    const world = await worldWith({ subscriptionsPerSocket: 2 });
    const ids = await Promise.all([world.addStream(), world.addStream(), world.addStream()]);
    const client = await world.connect();
    for (const id of ids.slice(0, 2)) await client.subscribe(`stream:${id}`);
    client.say({ type: 'subscribe', topic: `stream:${ids[2]}` });
    expect(await client.next('error')).toMatchObject({ code: 'TooManyRequests', topic: `stream:${ids[2]}` });
    client.say({ type: 'unsubscribe', topic: `stream:${ids[0]}` });
    await client.subscribe(`stream:${ids[2]}`);
  });

  it('closes every connection when the replica ends, and takes no more', async () => {
    const world = await worldWith({ drainSpreadMs: 100 });
    const clients = await Promise.all([world.connect(), world.connect(), world.connect()]);
    const ended = world.replica(0).end();
    expect(await Promise.all(clients.map(({ closed }) => closed))).toEqual([1012, 1012, 1012]);
    await ended;
    await expect(world.connect()).rejects.toThrow();
  });

  it('answers whatever is said, and goes on', async () => {
    const world = await worldWith({ messageBurst: 1_000_000 });
    const client = await world.connect();
    const types = fc.constantFrom('authenticate', 'subscribe', 'unsubscribe', 'watching', 'stopped', 'hello', '');
    const message = fc.record(
      { type: types, topic: fc.anything(), token: fc.anything(), streamId: fc.anything() },
      { requiredKeys: [] },
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      message.map((value) => JSON.stringify(value)),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const isMessage = ((): boolean => {
          try {
            return clientMessageSchema.safeParse(JSON.parse(text)).success;
          } catch {
            return false;
          }
        })();
        client.sayText(text);
        if (!isMessage) await client.next('error', ({ code }) => code === 'RequestInvalid');
      }),
      { numRuns: 300 },
    );
    await client.subscribe('streams');
  });
});
