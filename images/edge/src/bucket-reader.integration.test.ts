import { formatGrantQuery, signGrant } from '@kubecast/media/grant';
import { ObjectStore } from '@kubecast/media/object-store';
import { type S3Server, startS3Server } from '@kubecast/media/testing/s3-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { at, EdgeWorld, grantKeys, now } from './testing/edge-world.ts';

const segmentKey = 'live/main/20261122-120000-ab12/720p/000001-0000000007-1763834400000-02000.m4s';
const segment = `/live-streams/${segmentKey}`;
const otherSegment = segment.replace('0000000007', '0000000008');
const video = '/storage/vod-videos/a/video.mp4';
const grant = signGrant(grantKeys[0], { path: video, expiresAt: new Date(now.getTime() + 60_000) });
const signedVideo = `${video}?${formatGrantQuery(grant)}`;
const film = Buffer.alloc(3_000_000, 'film');
const type = { contentType: 'video/mp4' };

const world = new EdgeWorld();
afterEach(world.cleanUp);

describe.each(['minio', 'versitygw'] as const)('BucketReader on %s', (program) => {
  let server: S3Server;
  let store: ObjectStore;

  beforeAll(async () => {
    server = await startS3Server(program);
    store = server.open();
    await store.put(segmentKey, '0123456789', type);
    await store.put('a/video.mp4', film, type);
  });

  afterAll(async () => {
    store?.close();
    await server?.stop();
  });

  it('fills a hole in the origin, with one read for all that ask', async () => {
    const origin = await world.serve((_request, response) => void response.writeHead(404).end());
    const { get, metrics } = await world.start({ origin: at(origin), store });
    const replies = await Promise.all(Array.from({ length: 20 }, () => get(segment, { Range: 'bytes=2-4' })));
    expect(new Set(await Promise.all(replies.map((reply) => reply.text())))).toEqual(new Set(['234']));
    expect(replies[0]?.status).toBe(206);
    expect(await (await get(segment)).text()).toBe('0123456789');
    expect((await get(otherSegment)).status).toBe(404);
    expect(await metrics.registry.metrics()).toContain('kubecast_edge_bucket_reads_total 2');
  });

  it('streams an object, whole or a range of it, and refuses a range beyond its end', async () => {
    const { get } = await world.start({ store });
    const whole = await get(signedVideo);
    expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'video/mp4']);
    expect(Buffer.from(await whole.arrayBuffer()).equals(film)).toBe(true);
    const range = await get(signedVideo, { Range: 'bytes=2999996-' });
    expect([range.status, range.headers.get('content-range'), await range.text()]).toEqual([
      206,
      'bytes 2999996-2999999/3000000',
      'film',
    ]);
    expect((await get(signedVideo, { Range: 'bytes=3000000-' })).status).toBe(416);
  });

  it('says that an object is not there only to those who may know', async () => {
    const { get } = await world.start({ store });
    const path = '/storage/vod-videos/a/other.mp4';
    const query = formatGrantQuery(signGrant(grantKeys[0], { path, expiresAt: new Date(now.getTime() + 60_000) }));
    expect([(await get(path)).status, (await get(`${path}?${query}`)).status]).toEqual([403, 404]);
  });

  it('says that the store is away, and serves what it remembers', async () => {
    const hasty = new ObjectStore({ location: server.location, credentials: server.credentials, timeoutMs: 2_000 });
    world.onCleanUp(async () => hasty.close());
    const { get } = await world.start({ store: hasty });
    await (await get(segment)).text();
    server.pause();
    const replies = await Promise.all([get(segment), get(otherSegment), get(signedVideo)]);
    server.resume();
    expect(replies.map(({ status }) => status)).toEqual([200, 503, 503]);
  });
});
