import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { anonymous } from '../access/caller.ts';
import { IngestFeed } from './ingest-feed.ts';
import { unknownIngest } from './ingest-numbers.ts';
import { type ServerMessage, topicOf } from './realtime-protocol.ts';
import { type Subscriber, Topics } from './topics.ts';

const id = '11111111-1111-4111-8111-111111111111';
const at = '2026-11-22T12:00:00.000Z';
const servers: ReturnType<typeof createServer>[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

const servePod = async (answer: RequestListener): Promise<string> => {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const feedOf = (url: string | undefined) => {
  const topics = new Topics();
  const told: ServerMessage[] = [];
  const subscriber = (): Subscriber => ({
    caller: anonymous,
    send: (message) => told.push(message),
    endTopic: () => {},
  });
  const feed = new IngestFeed({ topics, urlOf: () => url, now: () => new Date(at), logger: pino({ level: 'silent' }) });
  const follow = (): (() => void) => {
    const [topic, follower] = [topicOf(`ingest:${id}`), subscriber()];
    topics.add(topic, follower);
    return () => topics.remove(topic, follower);
  };
  return { feed, told, follow, tick: () => feed.tick(new AbortController().signal) };
};

const unknown = { type: 'ingest', id, ...unknownIngest, at };

describe('IngestFeed', () => {
  it('asks the pod once for all who follow, and not when nobody does', async () => {
    const asked: unknown[] = [];
    const url = await servePod((request, response) => {
      asked.push(request.url);
      response.end('kubecast_ingest_round_trip_seconds 0.025\n');
    });
    const { told, follow, tick } = feedOf(url);
    await tick();
    const leave = [follow(), follow()];
    await tick();
    expect(told).toEqual([
      { ...unknown, roundTripMs: 25 },
      { ...unknown, roundTripMs: 25 },
    ]);
    for (const each of leave) each();
    await tick();
    expect(asked).toEqual(['/metrics']);
  });

  it.each<[string, RequestListener]>([
    ['refuses', (_, response) => response.writeHead(503).end()],
    ['sends elsewhere', (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['breaks off', (_, response) => response.destroy()],
    ['says nonsense', (_, response) => response.end('<html>')],
    ['says too much', (_, response) => response.end('x'.repeat(2 * 1024 * 1024))],
    ['says nothing', () => undefined],
  ])('tells that the numbers are unknown when the pod %s', async (_, answer) => {
    const { told, follow, tick } = feedOf(await servePod(answer));
    follow();
    await tick();
    expect(told).toEqual([unknown]);
  });

  it('tells that the numbers are unknown when there is no pod', async () => {
    const { told, follow, tick } = feedOf(undefined);
    follow();
    await tick();
    expect(told).toEqual([unknown]);
  });
});
