import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AccessTokens, createAccessTokens } from '../auth/access-tokens.ts';
import { Audience } from './audience.ts';
import { RealtimeClient } from './realtime-client.ts';
import type { ClientMessage, ServerMessage } from './realtime-protocol.ts';
import { StreamHub } from './stream-hub.ts';
import { streamId, streamRow, streamRows } from './testing/stream-rows.ts';

const owner = { id: '22222222-2222-4222-8222-222222222222', role: 'user' } as const;
const stranger = { id: '33333333-3333-4333-8333-333333333333', role: 'user' } as const;
const hiddenId = '44444444-4444-4444-8444-444444444444';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-22T12:00:00Z') });
});

afterEach(() => {
  vi.useRealTimers();
});

const clientOf = () => {
  const now = (): Date => new Date();
  const tokens: AccessTokens = createAccessTokens({ keys: () => ['k'.repeat(32)], now });
  const rows = streamRows(streamRow(), streamRow({ id: hiddenId, visibility: 'private', ownerId: owner.id }));
  const hub = new StreamHub({ ...rows, logger: pino({ level: 'silent' }) });
  const beats: string[] = [];
  const audience = new Audience({
    save: async () => undefined,
    hurry: async (viewers) => void beats.push(...viewers.map(({ streamId: id }) => `leaves ${id}`)),
    secret: () => 's',
    limits: { viewersPerNetwork: 20, waitingHeartbeats: 20, viewerSeconds: 30 },
    nowMs: () => Date.now(),
  });
  const told: ServerMessage[] = [];
  const services = { hub, audience, verifyAccessToken: tokens.verify, limits: { subscriptionsPerSocket: 5 }, now };
  const client = new RealtimeClient(services, { viewer: 'anonymous:a', network: 'net' }, (message) =>
    told.push(message),
  );
  const say = async (message: ClientMessage): Promise<readonly ServerMessage[]> => {
    await Promise.all([client.handle(message), vi.advanceTimersByTimeAsync(100)]);
    return told.splice(0);
  };
  const authenticate = async (user: typeof owner | typeof stranger) =>
    say({ type: 'authenticate', token: (await tokens.sign(user)).token });
  const subscribe = (topic: string) => say({ type: 'subscribe', topic });
  return { client, hub, rows, told, audience, beats, say, authenticate, subscribe };
};

const endOf = (topic: string) => expect.objectContaining({ type: 'error', code: 'NotFound', topic });

describe('RealtimeClient', () => {
  it('ends what only the owner may see when the token ends', async () => {
    const { authenticate, subscribe, told, hub, rows } = clientOf();
    await authenticate(owner);
    for (const topic of [`stream:${hiddenId}`, `ingest:${hiddenId}`, `stream:${streamId}`]) await subscribe(topic);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(told.splice(0)).toEqual([
      expect.objectContaining({ type: 'error', code: 'AccessTokenInvalid' }),
      endOf(`stream:${hiddenId}`),
      endOf(`ingest:${hiddenId}`),
    ]);
    rows.set(streamRow({ title: 'Still told' }));
    hub.notice({ id: streamId, unlisted: false });
    hub.notice({ id: hiddenId, unlisted: false });
    await vi.advanceTimersByTimeAsync(100);
    expect(told).toEqual([expect.objectContaining({ type: 'stream', id: streamId, title: 'Still told' })]);
  });

  it('keeps all of it when there is a new token before', async () => {
    const { authenticate, subscribe, told } = clientOf();
    await authenticate(owner);
    await subscribe(`stream:${hiddenId}`);
    await vi.advanceTimersByTimeAsync(500_000);
    await authenticate(owner);
    await vi.advanceTimersByTimeAsync(500_000);
    expect(told).toEqual([]);
  });

  it('ends what another user may not see', async () => {
    const { authenticate, subscribe } = clientOf();
    await authenticate(owner);
    await subscribe(`stream:${hiddenId}`);
    expect(await authenticate(stranger)).toContainEqual(endOf(`stream:${hiddenId}`));
  });

  it('subscribes once however often it is asked', async () => {
    const { subscribe, hub } = clientOf();
    expect((await subscribe(`stream:${streamId}`)).map(({ type }) => type)).toEqual(['subscribed', 'stream']);
    expect(await subscribe(`stream:${streamId}`)).toEqual([]);
    expect(hub.topics.count('stream')).toBe(1);
  });

  it('follows nothing when it is gone before it was subscribed', async () => {
    const { client, hub } = clientOf();
    const handled = client.handle({ type: 'subscribe', topic: `stream:${streamId}` });
    client.end();
    await vi.advanceTimersByTimeAsync(100);
    await handled;
    expect(hub.topics.count('stream')).toBe(0);
    expect(hub.known(streamId)).toBeUndefined();
  });

  it('is told why it was not subscribed while the database is away, and may ask again', async () => {
    const { subscribe, rows } = clientOf();
    rows.failure.error = new Error('away');
    await expect(subscribe(`stream:${streamId}`)).rejects.toThrow('away');
    rows.failure.error = undefined;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await subscribe(`stream:${streamId}`)).toHaveLength(2);
  });

  it('leaves what it watched when it ends', async () => {
    const { client, say, audience, beats } = clientOf();
    await say({ type: 'watching', streamId });
    client.end();
    await audience.flush();
    expect(beats).toEqual([`leaves ${streamId}`]);
  });
});
