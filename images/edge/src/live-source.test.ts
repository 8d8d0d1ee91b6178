import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { StreamOrigin } from './routing-table.ts';
import { at, EdgeWorld, epochAt, memoryStore } from './testing/edge-world.ts';

const world = new EdgeWorld();
afterEach(world.cleanUp);

const path = '/live-streams/live/main/720p/playlist.m3u8';
const master = '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n720p/playlist.m3u8\n';
/** Of a session whose media ended that many seconds ago, by the world's clock. */
const playlistAgo = (seconds: number): string => {
  const startedAt = new Date(Date.parse('2026-11-22T12:00:00Z') - (seconds + 2) * 1000).toISOString();
  return `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-PROGRAM-DATE-TIME:${startedAt}\n#EXTINF:2.000,\na.m4s\n`;
};
const bucketWith = (playlist: string) =>
  memoryStore({ 'live/main/master.m3u8': master, 'live/main/720p/playlist.m3u8': playlist });

const noSession: RequestListener = (_request, response) =>
  void response.writeHead(404, { 'Kubecast-Session': 'none' }).end();
const origins: Readonly<Record<string, () => Promise<StreamOrigin>>> = {
  none: async () => ({ kind: 'none' }),
  starting: async () => ({ kind: 'starting' }),
  'no session': async () => at(await world.serve(noSession)),
  away: async () => at(await world.serve((_request, response) => void response.writeHead(401).end())),
  slow: async () => at(await world.serve(() => undefined)),
  ill: async () => at(await world.serve((_request, response) => void response.writeHead(503).end())),
};

/** What a player reads: the status, and whether it is told that all is over. */
const read = async (how: string, seconds: number, end: boolean, stored = playlistAgo(seconds)) => {
  const origin = (await origins[how]?.()) ?? { kind: 'none' };
  const lastEpoch = epochAt('2026-11-22T11:00:00Z', { end });
  const { get } = await world.start({ origin, store: bucketWith(stored), lastEpoch });
  const reply = await get(path);
  const text = await reply.text();
  return reply.status === 200 ? (text.includes('#EXT-X-ENDLIST') ? 'closed' : 'open') : reply.status;
};

describe('LiveSource', () => {
  it.each([
    ['none', 'open', 'closed', 'closed'],
    ['starting', 503, 'closed', 'closed'],
    ['no session', 'open', 'closed', 'closed'],
    // Only this edge may have lost it: after the grace, not before, it is believed to be gone.
    ['away', 503, 503, 'closed'],
    // It may have begun a session that the log has not heard of.
    ['slow', 503, 503, 503],
    ['ill', 503, 503, 503],
  ])(
    'serves the playlist of a session when its pod is %s: within its grace %s, after it %s, ended in the log %s',
    async (how, ...expected) => {
      const outcomes = [read(how, 20, false), read(how, 200, false), read(how, 20, true)];
      expect(await Promise.all(outcomes)).toEqual(expected);
    },
  );

  it('never closes a session that goes on because an older one’s playlist is closed', async () => {
    const older = `${playlistAgo(20)}#EXT-X-ENDLIST\n`;
    const outcomes = Object.keys(origins).map((how) => read(how, 20, false, older));
    for (const outcome of await Promise.all(outcomes)) expect(outcome).toBe(503);
  });

  it('believes that a pod is gone which was away for as long as the session could have lasted', async () => {
    const origin = await origins.away?.();
    const lastEpoch = epochAt('2026-11-22T11:00:00Z');
    const nowMs = { value: 0 };
    const { get } = await world.start({
      ...(origin && { origin }),
      store: bucketWith(playlistAgo(200)),
      lastEpoch,
      route: { graceSeconds: 10 },
      monotonicMs: () => nowMs.value,
    });
    expect((await get(path)).status).toBe(503);
    nowMs.value = 39_000;
    expect((await get(path)).status).toBe(503);
    nowMs.value = 41_000;
    expect(await (await get(path)).text()).toContain('#EXT-X-ENDLIST');
  });

  it.each([
    ['the bucket has its playlist', bucketWith('#EXTM3U'), true, 200],
    ['its end is not in the log yet', memoryStore({}), false, 200],
    ['it was deleted from the bucket', memoryStore({}), true, 404],
  ])('answers what a pod tells of its last session, or nothing, when %s', async (_when, store, end, expected) => {
    const told = '#EXTM3U\n#EXTINF:2.000,\n../20261122-115900-ab12/720p/1-4.m4s\n#EXT-X-ENDLIST\n';
    const origin = at(await world.serve((_request, response) => void response.end(told)));
    const lastEpoch = epochAt('2026-11-22T11:00:00Z', { end });
    const { get } = await world.start({ origin, store, lastEpoch });
    expect((await get(path)).status).toBe(expected);
  });

  it('tells nothing more of a deleted session’s master playlist and thumbnail once a player was told of its end', async () => {
    const told = '#EXTM3U\n#EXTINF:2.000,\n../20261122-115900-ab12/720p/1-4.m4s\n#EXT-X-ENDLIST\n';
    const listener: RequestListener = ({ url = '' }, response) =>
      void response.end(url.endsWith('720p/playlist.m3u8') ? told : master);
    const lastEpoch = epochAt('2026-11-22T11:00:00Z', { end: true });
    const { get } = await world.start({ origin: at(await world.serve(listener)), lastEpoch });
    const statuses = [];
    for (const file of ['720p/playlist.m3u8', 'master.m3u8', 'thumbnail.jpg']) {
      statuses.push((await get(`/live-streams/live/main/${file}`)).status);
    }
    expect(statuses).toEqual([404, 404, 404]);
  });

  it('closes no older session while a pod is away that told of one which the log has not heard of', async () => {
    const told = '#EXTM3U\n#EXTINF:2.000,\n../20261122-115930-cd34/720p/1-4.m4s\n';
    const nowMs = { value: 0 };
    let isAway = false;
    const url = await world.serve(
      (_request, response) => void (isAway ? response.writeHead(401).end() : response.end(told)),
    );
    const lastEpoch = epochAt('2026-11-22T11:59:00Z', { end: true });
    const store = bucketWith(`${playlistAgo(60)}#EXT-X-ENDLIST\n`);
    const route = { graceSeconds: 10 };
    const { get } = await world.start({ origin: at(url), store, lastEpoch, route, monotonicMs: () => nowMs.value });
    expect(await (await get(path)).text()).toBe(told);
    isAway = true;
    expect((await get(path)).status).toBe(503);
    nowMs.value = 41_000;
    expect(await (await get(path)).text()).toContain('#EXT-X-ENDLIST');
  });

  it('asks players of a session that goes on to come again when the bucket has nothing of it yet', async () => {
    const lastEpoch = epochAt('2026-11-22T11:59:30Z');
    for (const how of ['none', 'no session']) {
      const origin = (await origins[how]?.()) ?? { kind: 'none' };
      expect((await (await world.start({ origin, lastEpoch })).get(path)).status).toBe(503);
    }
  });

  it('turns to the successor that comes while a request waits', async () => {
    const ready = await world.serve((_request, response) => void response.end('#EXTM3U successor'));
    const hanging = at(await world.serve(() => undefined));
    for (const first of [at(await world.nowhere()), hanging, { kind: 'starting' } as const]) {
      const lastEpoch = epochAt('2026-11-22T11:59:30Z');
      const { get, moveTo, metrics } = await world.start({
        origin: first,
        store: bucketWith(playlistAgo(20)),
        lastEpoch,
      });
      const asked = get(path);
      setTimeout(() => moveTo({ kind: 'at', podUid: 'successor', url: ready }), 200);
      expect(await (await asked).text()).toBe('#EXTM3U successor');
      // The first was let go: nobody waited until it had taken too long.
      expect(await metrics.registry.metrics()).not.toContain('outcome="away"');
    }
  });

  it('takes what is no playlist for another one’s answer', async () => {
    const origin = at(
      await world.serve(
        (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('Hi'),
      ),
    );
    const lastEpoch = epochAt('2026-11-22T11:59:30Z');
    const { get } = await world.start({ origin, store: bucketWith(playlistAgo(20)), lastEpoch });
    expect((await get(path)).status).toBe(503);
  });
});
