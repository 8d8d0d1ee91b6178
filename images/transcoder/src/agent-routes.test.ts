import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHttpServer, stopHttpServer } from '@kubecast/media/http-server';
import { createLogger } from '@kubecast/media/logger';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AgentRoutesOptions, agentRoutes } from './agent-routes.ts';
import { SessionWindows } from './origin/session-windows.ts';
import { createMetrics } from './state/metrics.ts';
import { StateFeed } from './state/state-feed.ts';

const healthy = { healthy: true, reason: 'Fine', message: 'Fine' };
const sample = { spoolBytes: 0, queuedFiles: 0, lagSeconds: 0, windowBytes: 0 };
const paths = ['/live-streams/live/demo/master.m3u8', '/state', '/healthz', '/readyz'];

describe('agentRoutes', () => {
  let directory: string;
  let feed: StateFeed;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'routes-'));
    for (const token of ['originToken', 'stateToken']) writeFileSync(join(directory, token), 'token');
    feed = new StateFeed({ podUid: 'pod', liveStreamUid: 'stream', ingest: healthy, storage: healthy });
  });

  afterEach(() => {
    feed.close();
    rmSync(directory, { recursive: true });
  });

  const statusesWhen = async (
    hasBegun: boolean,
    knowsNumbers = hasBegun,
  ): Promise<readonly (readonly [number, string | null])[]> => {
    const options: AgentRoutesOptions = {
      secretsDirectory: directory,
      origin: {
        stream: { namespace: 'live', stream: 'demo' },
        windows: new SessionWindows(),
        readFile: async () => undefined,
        thumbnail: () => undefined,
      },
      feed,
      metrics: createMetrics(() => sample),
      hasBegun: () => hasBegun,
      knowsNumbers: () => knowsNumbers,
      isReady: async () => hasBegun,
      endSession: () => {},
    };
    const server = await startHttpServer(agentRoutes(options), 0, createLogger('test', 'silent'));
    const { port } = server.address() as AddressInfo;
    const headers = { authorization: 'Bearer token' };
    const replies = await Promise.all(paths.map((path) => fetch(`http://127.0.0.1:${port}${path}`, { headers })));
    await Promise.all(replies.map(({ body }) => body?.cancel()));
    await stopHttpServer(server);
    return replies.map((reply) => [reply.status, reply.headers.get('kubecast-session')]);
  };

  it('does not say that there is no session before the agent knows', async () => {
    expect(await statusesWhen(false)).toEqual([
      [503, null],
      [503, null],
      [200, null],
      [503, null],
    ]);
  });

  it('tells viewers nothing while its numbers are provisional', async () => {
    expect((await statusesWhen(true, false))[0]).toEqual([503, null]);
  });

  it('answers for itself once it knows', async () => {
    expect(await statusesWhen(true)).toEqual([
      [404, 'none'],
      [200, null],
      [200, null],
      [200, null],
    ]);
  });
});
