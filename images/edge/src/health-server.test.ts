import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEdgeMetrics } from './edge-metrics.ts';
import { createHealthServer } from './health-server.ts';

let server: Server;
let url: string;
let reason: string | undefined;

beforeEach(async () => {
  reason = undefined;
  const { registry } = createEdgeMetrics({ cacheBytes: () => 7 });
  server = createHealthServer({ unreadiness: () => reason, registry }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const get = async (path: string) => {
  const reply = await fetch(url + path);
  return [reply.status, await reply.text()] as const;
};

describe('createHealthServer', () => {
  it('is alive, and ready while nothing speaks against it', async () => {
    expect(await get('/readyz')).toEqual([200, 'ok']);
    reason = 'waiting';
    expect(await get('/readyz')).toEqual([503, 'waiting']);
    expect(await get('/healthz')).toEqual([200, 'ok']);
  });

  it('shows the metrics, and nothing else', async () => {
    const [status, text] = await get('/metrics');
    expect([status, text.includes('kubecast_edge_cache_bytes 7')]).toEqual([200, true]);
    expect((await get('/live-streams/live/main/master.m3u8'))[0]).toBe(404);
  });
});
