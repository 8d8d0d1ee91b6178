import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeletedSessions } from './deleted-sessions.ts';
import { EdgeError } from './edge-error.ts';
import type { LiveRoute } from './request-path.ts';
import type { StreamRoute } from './routing-table.ts';
import type { SessionFate } from './session-fates.ts';

const [session, newer] = ['20261122-115900-ab12', '20261122-120000-cd34'] as const;
const stream: StreamRoute = { visibility: 'Public', graceSeconds: 120, origin: { kind: 'none' } };
const signal = AbortSignal.timeout(60_000);

const route = (kind: LiveRoute['kind'], file: string): LiveRoute => ({
  kind,
  name: { namespace: 'live', stream: 'main' },
  key: `live/main/${file}`,
  directives: '',
  grant: undefined,
});
const media = route('playlist', '720p/playlist.m3u8');
const master = route('playlist', 'master.m3u8');
const thumbnail = route('thumbnail', 'thumbnail.jpg');

const open = (of: string) => Buffer.from(`#EXTM3U\n#EXTINF:2.000,\n../${of}/720p/1-4.m4s\n`);
const closed = (of: string) => Buffer.concat([open(of), Buffer.from('#EXT-X-ENDLIST\n')]);
const masterBody = Buffer.from('#EXTM3U\n720p/playlist.m3u8\n');

let fate: SessionFate;
let kept: Buffer | undefined;
/** What was asked of the log and of the bucket. */
let asked: string[];
let deleted: DeletedSessions;

beforeEach(() => {
  vi.useFakeTimers();
  fate = { kind: 'ended', session };
  kept = undefined;
  asked = [];
  deleted = new DeletedSessions({
    fates: {
      fateOf: async () => {
        asked.push('log');
        return fate;
      },
    },
    bucket: {
      readLive: async (key) => {
        asked.push(key);
        return kept;
      },
    },
  });
});

afterEach(() => {
  vi.useRealTimers();
});

const has = (asking: LiveRoute, body: Buffer) => deleted.has(asking, stream, body, signal);

describe('DeletedSessions', () => {
  it('has the playlists and the thumbnail of an ended session whose playlist is gone', async () => {
    expect(await has(media, closed(session))).toBe(true);
    expect(await has(master, masterBody)).toBe(true);
    expect(await has(thumbnail, Buffer.from('picture'))).toBe(true);
  });

  it.each<[string, () => void]>([
    ['the bucket has its playlist', () => (kept = closed(session))],
    ['its end is not in the log yet', () => (fate = { kind: 'open', session })],
    ['the log tells of a newer one', () => (fate = { kind: 'ended', session: newer })],
  ])('has nothing of a closed session when %s', async (_when, happen) => {
    happen();
    expect([await has(media, closed(session)), await has(master, masterBody)]).toEqual([false, false]);
  });

  it('asks nobody about a stream that is live', async () => {
    expect([await has(media, open(session)), await has(master, masterBody)]).toEqual([false, false]);
    expect(asked).toEqual([]);
  });

  it('believes a pod again that has begun another session', async () => {
    expect(await has(media, closed(session))).toBe(true);
    expect(await has(media, open(newer))).toBe(false);
    expect(await has(master, masterBody)).toBe(false);
  });

  it('asks the bucket once in ten seconds', async () => {
    kept = closed(session);
    for (const _request of [1, 2, 3]) expect(await has(media, closed(session))).toBe(false);
    kept = undefined;
    vi.advanceTimersByTime(9_999);
    expect(await has(media, closed(session))).toBe(false);
    vi.advanceTimersByTime(1);
    expect(await has(media, closed(session))).toBe(true);
    expect(asked.filter((what) => what !== 'log')).toEqual([media.key, media.key]);
  });

  it('has nothing while the object store is away', async () => {
    const fates = { fateOf: () => Promise.reject(new EdgeError('BucketAway')) };
    deleted = new DeletedSessions({ fates, bucket: { readLive: async () => undefined } });
    expect(await has(media, closed(session))).toBe(false);
  });
});
