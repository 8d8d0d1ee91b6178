import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { deriveToken } from '@kubecast/media/derive-token';
import { formatGrantToken, parseGrantKeys, signGrant } from '@kubecast/media/grant';
import { createLogger } from '@kubecast/media/logger';
import { Agent, request } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { BucketReader, type ReadableStore } from './bucket-reader.ts';
import { createEdge } from './edge.ts';
import { createEdgeMetrics } from './edge-metrics.ts';
import { type FoundBody, LiveSource } from './live-source.ts';
import { MemoryCache } from './memory-cache.ts';
import { OriginClient } from './origin-client.ts';
import { RequestMerger } from './request-merger.ts';
import type { RoutingTable, StreamOrigin, StreamRoute } from './routing-table.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(cleanups.splice(0).map((cleanup) => cleanup()));
});

const stop = (server: Server) => async (): Promise<void> => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
};

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(stop(server));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** A bucket in memory, with one fault to switch on. */
const fakeStore = (objects: Record<string, string>, fault?: Error): ReadableStore => ({
  read: async (key) => {
    if (fault) throw fault;
    return objects[key] === undefined ? undefined : Buffer.from(objects[key]);
  },
  get: async (key, options = {}) => {
    const body = objects[key];
    if (body === undefined) return undefined;
    const sent = options.range ? body.slice(0, 3) : body;
    return {
      body: Readable.from([Buffer.from(sent)]),
      size: sent.length,
      contentType: 'video/mp4',
      contentRange: options.range ? `bytes 0-2/${body.length}` : undefined,
      modifiedMs: 0,
      metadata: {},
    };
  },
});

interface World {
  readonly origin?: StreamOrigin;
  readonly route?: Partial<StreamRoute>;
  readonly objects?: Record<string, string>;
  readonly bucketFault?: Error;
  readonly cors?: readonly string[];
  readonly table?: null;
}

const grantKeys = parseGrantKeys('g'.repeat(32));
const now = new Date('2026-11-22T12:00:00Z');

const startEdge = async ({ origin = { kind: 'none' }, route, objects = {}, bucketFault, cors = [], table }: World) => {
  const cache = new MemoryCache(1_000_000);
  const metrics = createEdgeMetrics({ cacheBytes: () => cache.bytes });
  const store = fakeStore(objects, bucketFault);
  const bucket = new BucketReader({ stores: { 'vod-videos': store }, liveSegments: store, metrics });
  const origins = new OriginClient({ originKey: 'origin-key', metrics });
  cleanups.push(() => origins.close());
  const live = new LiveSource({
    origins,
    bucket,
    cache,
    merger: new RequestMerger<FoundBody>(metrics.countMerged),
    now: () => now,
  });
  const stream: StreamRoute = { visibility: 'Public', isSuspended: false, graceSeconds: 120, origin, ...route };
  const routing: RoutingTable = {
    find: ({ namespace, stream: name }) => (namespace === 'live' && name === 'main' ? stream : undefined),
    podUids: new Set(),
  };
  const edge = createEdge({
    routingTable: () => (table === null ? undefined : routing),
    live,
    bucket,
    grantKeys,
    allowedOrigins: new Set(cors),
    metrics,
    logger: createLogger('edge', 'silent'),
    now: () => now,
  });
  const url = await serve(edge);
  return {
    url,
    metrics,
    get: (path: string, headers: Record<string, string> = {}) => fetch(`${url}${path}`, { headers }),
  };
};

const at = (url: string): StreamOrigin => ({ kind: 'at', podUid: 'pod', url });
const master = '/live-streams/live/main/master.m3u8';
const segmentKey = 'live/main/20261122-120000-ab12/720p/000001-0000000007-1763834400000-02000.m4s';
const segment = `/live-streams/${segmentKey}`;
const part = '/live-streams/live/main/20261122-120000-ab12/720p/000001-0000000007-003.part.m4s';
const notFound: RequestListener = (_request, response) => void response.writeHead(404).end();
const noSession: RequestListener = (_request, response) =>
  void response.writeHead(404, { 'Kubecast-Session': 'none' }).end();

/** An address where nobody listens. */
const nowhere = async (): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await stop(server)();
  return `http://127.0.0.1:${port}`;
};

describe('createEdge', () => {
  it('passes a playlist of the origin on, never to be kept, and shows the stream’s token there', async () => {
    const asked: unknown[] = [];
    const origin = await serve((incoming, response) => {
      asked.push([incoming.url, incoming.headers.authorization]);
      response.writeHead(200, { 'Cache-Control': 'max-age=99' }).end('#EXTM3U');
    });
    const { get } = await startEdge({ origin: at(origin) });
    const reply = await get(`/live-streams/live/main/720p/playlist.m3u8?x=1&_HLS_msn=4`);
    expect([reply.status, await reply.text()]).toEqual([200, '#EXTM3U']);
    expect(reply.headers.get('cache-control')).toBe('public, no-cache');
    expect(reply.headers.get('content-type')).toBe('application/vnd.apple.mpegurl');
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
    const token = deriveToken('origin-key', { namespace: 'live', stream: 'main' });
    expect(asked).toEqual([['/live-streams/live/main/720p/playlist.m3u8?_HLS_msn=4', `Bearer ${token}`]]);
  });

  it('serves a segment from the origin once, then from memory, as immutable', async () => {
    let asked = 0;
    const origin = await serve((_request, response) => {
      asked += 1;
      response.end('0123456789');
    });
    const { get, metrics } = await startEdge({ origin: at(origin) });
    for (const _ of [1, 2]) {
      const reply = await get(segment);
      expect([reply.status, await reply.text()]).toEqual([200, '0123456789']);
      expect(reply.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
    expect(asked).toBe(1);
    const text = await metrics.registry.metrics();
    expect(text).toContain('kubecast_edge_requests_total{kind="segment",status="200",source="memory"} 1');
    expect(text).toContain('kubecast_edge_cache_bytes 10');
  });

  it.each([
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=10-', 416, undefined, 'bytes */10'],
    ['bytes=0-1,3-4', 200, '0123456789', null],
  ])('answers a range of a segment: %s', async (range, status, body, contentRange) => {
    const { get } = await startEdge({ objects: { [segmentKey]: '0123456789' } });
    const reply = await get(segment, { Range: range });
    expect([reply.status, reply.headers.get('content-range')]).toEqual([status, contentRange]);
    const text = await reply.text();
    if (body !== undefined) expect(text).toBe(body);
  });

  it('goes to the bucket for a segment that the origin does not have', async () => {
    const { get } = await startEdge({ origin: at(await serve(notFound)), objects: { [segmentKey]: 'kept' } });
    const reply = await get(segment);
    expect([reply.status, await reply.text()]).toEqual([200, 'kept']);
  });

  it('goes to the bucket at once for a segment when the origin is away, and says so when it is not there either', async () => {
    const origin = at(await nowhere());
    const kept = await startEdge({ origin, objects: { [segmentKey]: 'kept' } });
    expect(await (await kept.get(segment)).text()).toBe('kept');
    const lost = await (await startEdge({ origin })).get(segment);
    expect([lost.status, lost.headers.get('retry-after')]).toEqual([503, '1']);
  });

  it.each([
    ['a segment that nobody has', segment, 'MediaNotFound', 404],
    ['a part that the origin does not have', part, 'MediaNotFound', 404],
    ['an unknown stream', '/live-streams/live/other/master.m3u8', 'LiveStreamNotFound', 404],
    ['an unknown file', '/live-streams/live/main/secret.txt', 'NotFound', 404],
    ['an object without a grant', '/storage/vod-videos/a/video.mp4', 'GrantRequired', 403],
    ['a long address', `/live-streams/live/main/master.m3u8?${'a'.repeat(3000)}`, 'UriTooLong', 414],
  ])('refuses %s', async (_what, path, code, status) => {
    const { get } = await startEdge({ origin: at(await serve(notFound)) });
    const reply = await get(path);
    expect(await reply.json()).toMatchObject({ code, status });
    expect([reply.status, reply.headers.get('cache-control')]).toEqual([status, 'no-store']);
  });

  it.each([
    ['the pod knows of no session', 'session'],
    ['there is no pod', 'none'],
  ])('serves the bucket’s playlist when %s', async (_what, how) => {
    const origin: StreamOrigin = how === 'session' ? at(await serve(noSession)) : { kind: 'none' };
    const { get } = await startEdge({
      origin,
      objects: { 'live/main/720p/playlist.m3u8': '#EXTM3U\n#EXT-X-TARGETDURATION:2\n' },
      route: { isSuspended: true },
    });
    const reply = await get('/live-streams/live/main/720p/playlist.m3u8');
    expect(await reply.text()).toBe('#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-ENDLIST\n');
    expect((await get(master)).status).toBe(404);
    expect(await (await get(master)).json()).toMatchObject({ code: 'NotLiveYet' });
  });

  it.each(['nobody listens', 'it hangs', 'it fails', 'it has no address yet'])(
    'answers 503 within about 2 s for a playlist when the pod does not answer: %s',
    async (how) => {
      const origins: Record<string, () => Promise<StreamOrigin>> = {
        'nobody listens': async () => at(await nowhere()),
        'it hangs': async () => at(await serve(() => undefined)),
        'it fails': async () => at(await serve((_request, response) => void response.writeHead(500).end())),
        'it has no address yet': async () => ({ kind: 'starting' }),
      };
      const objects = { 'live/main/master.m3u8': 'of the bucket' };
      const { get } = await startEdge({ origin: (await origins[how]?.()) ?? { kind: 'none' }, objects });
      const startedMs = performance.now();
      const reply = await get(master);
      expect([reply.status, reply.headers.get('cache-control'), reply.headers.get('retry-after')]).toEqual([
        503,
        'no-store',
        '1',
      ]);
      expect(performance.now() - startedMs).toBeLessThan(2_500);
    },
  );

  it('waits for a container that is back within the 2 s', async () => {
    const url = await nowhere();
    const { get } = await startEdge({ origin: at(url) });
    const asked = get(master);
    const server = createServer((_request, response) => void response.end('back')).listen(
      Number(new URL(url).port),
      '127.0.0.1',
    );
    cleanups.push(stop(server));
    expect(await (await asked).text()).toBe('back');
  });

  it('says that the object store is away', async () => {
    const { get } = await startEdge({ bucketFault: new Error('connect ECONNREFUSED') });
    const reply = await get(segment);
    expect([reply.status, await reply.json()]).toMatchObject([503, { code: 'BucketAway' }]);
  });

  it('is not to be asked before the first sync', async () => {
    const { get } = await startEdge({ table: null });
    expect(await (await get(master)).json()).toMatchObject({ status: 503, code: 'NotSynced' });
  });

  it('makes one upstream request of 200 simultaneous ones, also when the first one leaves', async () => {
    let asked = 0;
    const all = Promise.withResolvers<void>();
    const origin = await serve((_request, response) => {
      asked += 1;
      void all.promise.then(() => response.end('shared'));
    });
    const { url, metrics } = await startEdge({ origin: at(origin) });
    const dispatcher = new Agent({ connections: 300 });
    cleanups.push(() => dispatcher.destroy());
    const first = new AbortController();
    const left = request(`${url}${segment}`, { dispatcher, signal: first.signal });
    const others = Array.from({ length: 199 }, () => request(`${url}${segment}`, { dispatcher }));
    await expect
      .poll(() => metrics.registry.metrics(), { timeout: 4_000 })
      .toContain('kubecast_edge_merged_requests_total 199');
    first.abort();
    await expect(left).rejects.toThrow();
    all.resolve();
    const bodies = await Promise.all(others.map(async (other) => (await other).body.text()));
    expect(new Set(bodies)).toEqual(new Set(['shared']));
    expect(asked).toBe(1);
  });

  it('lets the origin go when everybody has left', async () => {
    const closed = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    const origin = await serve((incoming) => {
      incoming.once('close', () => closed.resolve());
      arrived.resolve();
    });
    const { url } = await startEdge({ origin: at(origin) });
    const leaving = new AbortController();
    const asked = fetch(`${url}${segment}`, { signal: leaving.signal });
    await arrived.promise;
    leaving.abort();
    await expect(asked).rejects.toThrow();
    await closed.promise;
  });

  it('lets nobody into a private stream without a grant, and keeps its media out of shared caches', async () => {
    const { get } = await startEdge({ route: { visibility: 'Private' }, objects: { [segmentKey]: 'secret' } });
    expect((await get(segment)).status).toBe(403);
    const grant = signGrant(grantKeys[0], {
      path: '/live-streams/live/main/',
      expiresAt: new Date(now.getTime() + 1000),
    });
    const token = formatGrantToken(grant);
    for (const reply of [
      await get(segment, { Cookie: `kubecast_grant=${token}` }),
      await get(segment.replace('/live-streams/', `/live-streams/~${token}/`)),
    ]) {
      expect([reply.status, await reply.text()]).toEqual([200, 'secret']);
      expect(reply.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    }
  });

  it('streams a granted object, with its range', async () => {
    const { get } = await startEdge({ objects: { 'a/video.mp4': 'a film' } });
    const path = '/storage/vod-videos/a/video.mp4';
    const grant = signGrant(grantKeys[0], { path, expiresAt: new Date(now.getTime() + 1000) });
    const signed = `${path}?expires=${grant.expires}&signature=${grant.keyId}.${grant.signature}`;
    const whole = await get(signed);
    expect([whole.status, whole.headers.get('content-length'), await whole.text()]).toEqual([200, '6', 'a film']);
    const ranged = await get(signed, { Range: 'bytes=0-2' });
    expect([ranged.status, ranged.headers.get('content-range'), await ranged.text()]).toEqual([
      206,
      'bytes 0-2/6',
      'a f',
    ]);
    const head = await fetch(`${(await startEdge({ objects: { 'a/video.mp4': 'a film' } })).url}${signed}`, {
      method: 'HEAD',
    });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '6', '']);
  });

  it('answers a HEAD without a body, and refuses what changes things', async () => {
    const { url } = await startEdge({ objects: { [segmentKey]: '0123' } });
    const head = await fetch(`${url}${segment}`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '4', '']);
    const post = await fetch(`${url}${segment}`, { method: 'POST', body: 'x' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });

  it.each([
    ['a configured origin', ['https://tv.example'], 'https://tv.example', 'https://tv.example'],
    ['another origin', ['https://tv.example'], 'https://evil.example', null],
    ['any origin where none is configured', [], 'https://tv.example', null],
  ])('answers %s by CORS', async (_what, cors, origin, allowed) => {
    const { get, url } = await startEdge({ cors, objects: { [segmentKey]: '0123' } });
    const preflight = await fetch(`${url}${segment}`, { method: 'OPTIONS', headers: { Origin: origin } });
    for (const reply of [await get(segment, { Origin: origin }), await get(master, { Origin: origin }), preflight]) {
      expect(reply.headers.get('access-control-allow-origin')).toBe(allowed);
      expect(reply.headers.get('access-control-allow-credentials')).toBe(allowed && 'true');
      expect(reply.headers.get('vary')).toBe(cors.length > 0 ? 'Origin' : null);
    }
    expect(preflight.status).toBe(204);
  });
});
