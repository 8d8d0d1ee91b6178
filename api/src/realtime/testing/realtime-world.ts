/**
 * Replicas of the api over one real Postgres, with their sockets open to real clients:
 *
 *     await using world = await createRealtimeWorld({ replicas: 2 });
 *     const stream = await world.addStream({ state: 'live' });
 *     const client = await world.connect(0);
 */
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createLogger } from '@kubecast/media/logger';
import { Registry } from 'prom-client';
import { createAccessTokens } from '../../auth/access-tokens.ts';
import { startPostgres, type TestPostgres } from '../../testing/postgres.ts';
import { buildTestApp, type TestApp, testConfiguration, testKeys } from '../../testing/test-app.ts';
import { createRealtime, type Realtime, type RealtimeParts } from '../realtime.ts';
import { type ClientOptions, RealtimeTestClient } from './realtime-test-client.ts';

export interface Replica {
  readonly api: TestApp;
  readonly realtime: Realtime;
  readonly registry: Registry;
  /** `127.0.0.1:<port>` */
  readonly host: string;
  /** Tells it to end, and waits until it has. */
  readonly end: () => Promise<void>;
}

export interface WorldOptions {
  readonly replicas?: number;
  readonly parts?: Pick<RealtimeParts, 'limits' | 'pods'>;
}

export interface StreamFacts {
  readonly state?: 'offline' | 'live' | 'reconnecting';
  readonly visibility?: 'public' | 'private';
  readonly ownerId?: string | null;
  readonly title?: string;
}

/** Sockets end at once when a replica does. */
const quickEnd = { drainAfterMs: 0, drainSpreadMs: 0 };

const startReplica = async (postgres: TestPostgres, parts: WorldOptions['parts']): Promise<Replica> => {
  const registry = new Registry();
  const now = () => new Date();
  const realtime = createRealtime({
    databases: postgres.databases,
    keys: () => testKeys,
    accessTokens: createAccessTokens({ keys: () => testKeys.accessTokenKeys, now }),
    registry,
    logger: createLogger('api', process.env.LOG_LEVEL ?? 'silent'),
    now,
    ...parts,
    limits: { ...quickEnd, ...parts?.limits },
  });
  const config = { KUBECAST_WEB_ORIGINS: ['https://other.example'] };
  const api = await buildTestApp({ postgres, config, dependencies: { realtime, registry } });
  await api.app.listen({ host: '127.0.0.1', port: testConfiguration.KUBECAST_HTTP_PORT });
  const { port } = api.app.server.address() as AddressInfo;
  const ending = new AbortController();
  const running = realtime.run(ending.signal);
  const end = async (): Promise<void> => {
    ending.abort();
    await running;
    await api.close();
  };
  return { api, realtime, registry, host: `127.0.0.1:${port}`, end };
};

const insertStream = `
  INSERT INTO streams (id, namespace, name, owner_id, title, visibility, state, is_ready, is_suspended, session_id,
    session_started_at, available_qualities, created_at, generation, resource_version)
  VALUES ($1, 'live', $2, $3, $4, $5, $6, true, false, '20261122-120000-abcd', '2026-11-22T12:00:00Z', '{720p,360p}', now(), 1, 1)`;

export const createRealtimeWorld = async ({ replicas = 1, parts }: WorldOptions = {}) => {
  const postgres = await startPostgres();
  const running = await Promise.all(Array.from({ length: replicas }, () => startReplica(postgres, parts)));
  const clients: RealtimeTestClient[] = [];
  const { streams } = postgres.admin;

  const replica = (index: number): Replica => {
    const found = running[index];
    if (!found) throw new RangeError(`There are ${replicas} replicas, no one is number ${index}`);
    return found;
  };

  const connect = async (index = 0, options: ClientOptions = {}): Promise<RealtimeTestClient> => {
    const client = new RealtimeTestClient(`ws://${replica(index).host}/api/realtime`, options);
    clients.push(client);
    await client.next('hello');
    return client;
  };

  const addStream = async (facts: StreamFacts = {}): Promise<string> => {
    const id = randomUUID();
    const { state = 'live', visibility = 'public', ownerId = null, title = 'A stream' } = facts;
    await streams.query(insertStream, [id, `s-${id.slice(0, 8)}`, ownerId, title, visibility, state]);
    return id;
  };

  const changeStream = async (id: string, column: 'state' | 'visibility' | 'title', value: string): Promise<void> => {
    await streams.query(`UPDATE streams SET ${column} = $2 WHERE id = $1`, [id, value]);
  };

  const viewersOf = async (id: string): Promise<number> => {
    const { rows } = await streams.query('SELECT viewers FROM stream_audience WHERE stream_id = $1', [id]);
    return Number(rows[0]?.viewers ?? 0);
  };

  const dispose = async (): Promise<void> => {
    for (const client of clients) client.close();
    await Promise.all(running.map(({ end }) => end()));
    await postgres.stop();
  };

  return { postgres, replica, connect, addStream, changeStream, viewersOf, [Symbol.asyncDispose]: dispose };
};

export type RealtimeWorld = Awaited<ReturnType<typeof createRealtimeWorld>>;
