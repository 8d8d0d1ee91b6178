import type { RequestListener } from 'node:http';
import { deriveToken } from '@kubecast/media/derive-token';
import { formatGrantToken, signGrant } from '@kubecast/media/grant';
import { Agent, request } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import type { StreamOrigin } from './routing-table.ts';
import { at, EdgeWorld, epochAt, grantKeys, memoryStore, now, originKey } from './testing/edge-world.ts';

const world = new EdgeWorld();
afterEach(world.cleanUp);

const master = '/live-streams/live/main/master.m3u8';
const segmentKey = 'live/main/20261122-120000-ab12/720p/000001-0000000007-1763834400000-02000.m4s';
const segment = `/live-streams/${segmentKey}`;
const part = '/live-streams/live/main/20261122-120000-ab12/720p/000001-0000000007-003.part.m4s';
const notFound: RequestListener = (_request, response) => void response.writeHead(404).end();
const noSession: RequestListener = (_request, response) =>
  void response.writeHead(404, { 'Kubecast-Session': 'none' }).end();

describe('createEdge', () => {
  it('passes a playlist of the origin on, never to be kept, and shows the stream’s token there', async () => {
    const asked: unknown[] = [];
    const origin = await world.serve((incoming, response) => {
      asked.push([incoming.url, incoming.headers.authorization]);
      response.writeHead(200, { 'Cache-Control': 'max-age=99' }).end('#EXTM3U');
    });
    const { get } = await world.start({ origin: at(origin) });
    const reply = await get(`/live-streams/live/main/720p/playlist.m3u8?x=1&_HLS_msn=4`);
    expect([reply.status, await reply.text()]).toEqual([200, '#EXTM3U']);
    expect(reply.headers.get('cache-control')).toBe('public, no-cache');
    expect(reply.headers.get('content-type')).toBe('application/vnd.apple.mpegurl');
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
    const token = deriveToken(originKey, { namespace: 'live', stream: 'main' });
    expect(asked).toEqual([['/live-streams/live/main/720p/playlist.m3u8?_HLS_msn=4', `Bearer ${token}`]]);
  });

  it('serves a segment from the origin once, then from memory, as immutable', async () => {
    let asked = 0;
    const origin = await world.serve((_request, response) => {
      asked += 1;
      response.end('0123456789');
    });
    const { get, metrics } = await world.start({ origin: at(origin) });
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
    const { get } = await world.start({ store: memoryStore({ [segmentKey]: '0123456789' }) });
    const reply = await get(segment, { Range: range });
    expect([reply.status, reply.headers.get('content-range')]).toEqual([status, contentRange]);
    const text = await reply.text();
    if (body !== undefined) expect(text).toBe(body);
  });

  it('goes to the bucket for a segment that the origin does not have', async () => {
    const { get } = await world.start({
      origin: at(await world.serve(notFound)),
      store: memoryStore({ [segmentKey]: 'kept' }),
    });
    const reply = await get(segment);
    expect([reply.status, await reply.text()]).toEqual([200, 'kept']);
  });

  it('goes to the bucket at once for a segment when the origin is away, and says so when it is not there either', async () => {
    const origin = at(await world.nowhere());
    const kept = await world.start({ origin, store: memoryStore({ [segmentKey]: 'kept' }) });
    expect(await (await kept.get(segment)).text()).toBe('kept');
    const lost = await (await world.start({ origin })).get(segment);
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
    const { get } = await world.start({ origin: at(await world.serve(notFound)) });
    const reply = await get(path);
    expect(await reply.json()).toMatchObject({ code, status });
    expect([reply.status, reply.headers.get('cache-control')]).toEqual([status, 'no-store']);
  });

  it.each([
    ['the pod knows of no session', 'session'],
    ['there is no pod', 'none'],
    ['no node takes the pod', 'starting'],
    ['the pod is away', 'away'],
  ])('serves the bucket’s playlist, closed, when its session was ended and %s', async (_what, how) => {
    const origins: Record<string, () => Promise<StreamOrigin>> = {
      session: async () => at(await world.serve(noSession)),
      starting: async () => ({ kind: 'starting' }),
      away: async () => at(await world.nowhere()),
    };
    const origin: StreamOrigin = (await origins[how]?.()) ?? { kind: 'none' };
    const { get } = await world.start({
      origin,
      store: memoryStore({ 'live/main/720p/playlist.m3u8': '#EXTM3U\n#EXT-X-TARGETDURATION:2\n' }),
      lastEpoch: epochAt('2026-11-22T11:59:30Z', { end: true }),
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
        'nobody listens': async () => at(await world.nowhere()),
        'it hangs': async () => at(await world.serve(() => undefined)),
        'it fails': async () => at(await world.serve((_request, response) => void response.writeHead(500).end())),
        'it has no address yet': async () => ({ kind: 'starting' }),
      };
      const store = memoryStore({ 'live/main/master.m3u8': 'of the bucket' });
      const lastEpoch = epochAt('2026-11-22T11:59:30Z');
      const { get } = await world.start({ origin: (await origins[how]?.()) ?? { kind: 'none' }, store, lastEpoch });
      const startedMs = performance.now();
      const reply = await get(master);
      expect([reply.status, reply.headers.get('cache-control'), reply.headers.get('retry-after')]).toEqual([
        503,
        'no-store',
        '1',
      ]);
      // One that waits for a blocking answer gives it 8 s.
      expect(performance.now() - startedMs).toBeLessThan(6_000);
    },
  );

  it('waits for a container that is back within the 2 s', async () => {
    const url = await world.nowhere();
    const { get } = await world.start({ origin: at(url) });
    const asked = get(master);
    await world.serve((_request, response) => void response.end('back'), Number(new URL(url).port));
    expect(await (await asked).text()).toBe('back');
  });

  it('says that the object store is away', async () => {
    const { get } = await world.start({ store: memoryStore({}, new Error('connect ECONNREFUSED')) });
    const reply = await get(segment);
    expect([reply.status, await reply.json()]).toMatchObject([503, { code: 'BucketAway' }]);
  });

  it('lets a thumbnail be kept for a moment, as long as a pod makes new ones', async () => {
    const { get } = await world.start({
      origin: at(await world.serve((_request, response) => void response.end('jpeg'))),
    });
    const reply = await get('/live-streams/live/main/thumbnail.jpg');
    expect([reply.headers.get('cache-control'), reply.headers.get('content-type')]).toEqual([
      'public, max-age=5',
      'image/jpeg',
    ]);
  });

  it('is not to be asked before the first sync', async () => {
    const { get } = await world.start({ hasSynced: false });
    expect(await (await get(master)).json()).toMatchObject({ status: 503, code: 'NotSynced' });
  });

  it('makes one upstream request of 200 simultaneous ones, also when the first one leaves', async () => {
    let asked = 0;
    const all = Promise.withResolvers<void>();
    const origin = await world.serve((_request, response) => {
      asked += 1;
      void all.promise.then(() => response.end('shared'));
    });
    const { url, metrics } = await world.start({ origin: at(origin) });
    const dispatcher = new Agent({ connections: 300 });
    world.onCleanUp(() => dispatcher.destroy());
    const first = new AbortController();
    const left = request(`${url}${segment}`, { dispatcher, signal: first.signal });
    const others = Array.from({ length: 199 }, () => request(`${url}${segment}`, { dispatcher }));
    await expect.poll(() => metrics.registry.metrics()).toContain('kubecast_edge_merged_requests_total 199');
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
    const origin = await world.serve((incoming) => {
      incoming.once('close', () => closed.resolve());
      arrived.resolve();
    });
    const { url } = await world.start({ origin: at(origin) });
    const leaving = new AbortController();
    const asked = fetch(`${url}${segment}`, { signal: leaving.signal });
    await arrived.promise;
    leaving.abort();
    await expect(asked).rejects.toThrow();
    await closed.promise;
  });

  it('lets nobody into a private stream without a grant, and keeps its media out of shared caches', async () => {
    const { get } = await world.start({
      route: { visibility: 'Private' },
      store: memoryStore({ [segmentKey]: 'secret' }),
    });
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
    const { get } = await world.start({ store: memoryStore({ 'a/video.mp4': 'a film' }) });
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
    const head = await fetch(
      `${(await world.start({ store: memoryStore({ 'a/video.mp4': 'a film' }) })).url}${signed}`,
      {
        method: 'HEAD',
      },
    );
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '6', '']);
  });

  it('answers a HEAD without a body, and refuses what changes things', async () => {
    const { url } = await world.start({ store: memoryStore({ [segmentKey]: '0123' }) });
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
    const { get, url } = await world.start({ cors, store: memoryStore({ [segmentKey]: '0123' }) });
    const preflight = await fetch(`${url}${segment}`, { method: 'OPTIONS', headers: { Origin: origin } });
    for (const reply of [await get(segment, { Origin: origin }), await get(master, { Origin: origin }), preflight]) {
      expect(reply.headers.get('access-control-allow-origin')).toBe(allowed);
      expect(reply.headers.get('access-control-allow-credentials')).toBe(allowed && 'true');
      expect(reply.headers.get('vary')).toBe(cors.length > 0 ? 'Origin' : null);
    }
    expect(preflight.status).toBe(204);
  });
});
