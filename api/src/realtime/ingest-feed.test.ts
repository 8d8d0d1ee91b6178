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
const otherId = '22222222-2222-4222-8222-222222222222';
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

/** Long enough for any machine; a pod that says nothing needs another one. */
const patientMs = 60_000;

const feedOf = (urlOf: (id: string) => string | undefined, answerMs = patientMs) => {
  const topics = new Topics();
  const told: ServerMessage[] = [];
  const subscriber = (): Subscriber => ({
    caller: anonymous,
    send: (message) => told.push(message),
    endTopic: () => {},
  });
  const logger = pino({ level: 'silent' });
  const feed = new IngestFeed({ topics, urlOf, now: () => new Date(at), logger, answerMs });
  const follow = (stream = id): (() => void) => {
    const [topic, follower] = [topicOf(`ingest:${stream}`), subscriber()];
    topics.add(topic, follower);
    return () => topics.remove(topic, follower);
  };
  const ending = new AbortController();
  const start = () => feed.tick(ending.signal);
  const tick = async (): Promise<void> => {
    start();
    await feed.settled();
  };
  return { told, follow, start, tick, end: () => ending.abort() };
};

const unknown = { type: 'ingest', id, ...unknownIngest, at };

describe('IngestFeed', () => {
  it('asks the pod once for all who follow, and not when nobody does', async () => {
    const asked: unknown[] = [];
    const url = await servePod((request, response) => {
      asked.push(request.url);
      response.end('kubecast_ingest_round_trip_seconds 0.025\n');
    });
    const { told, follow, tick } = feedOf(() => url);
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
  ])('tells that the numbers are unknown when the pod %s', async (_, answer) => {
    const url = await servePod(answer);
    const { told, follow, tick } = feedOf(() => url);
    follow();
    await tick();
    expect(told).toEqual([unknown]);
  });

  it('tells that the numbers are unknown when the pod says nothing for as long as it may take', async () => {
    const url = await servePod(() => undefined);
    const { told, follow, tick } = feedOf(() => url, 10);
    follow();
    await tick();
    expect(told).toEqual([unknown]);
  });

  it('tells of other streams while a pod says nothing, and does not ask that one again meanwhile', async () => {
    const asked: unknown[] = [];
    const silent = await servePod((request) => asked.push(request.url));
    const { told, follow, start, end } = feedOf((stream) => (stream === id ? silent : undefined));
    follow();
    follow(otherId);
    start();
    await expect.poll(() => [told.length, asked.length]).toEqual([1, 1]);
    start();
    await expect.poll(() => told.length).toBe(2);
    expect(told).toEqual([
      { ...unknown, id: otherId },
      { ...unknown, id: otherId },
    ]);
    expect(asked).toHaveLength(1);
    end();
  });

  it('tells that the numbers are unknown when there is no pod', async () => {
    const { told, follow, tick } = feedOf(() => undefined);
    follow();
    await tick();
    expect(told).toEqual([unknown]);
  });
});
