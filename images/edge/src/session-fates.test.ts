import type { EpochEntry } from '@kubecast/media/epoch-log';
import { describe, expect, it } from 'vitest';
import { EdgeError } from './edge-error.ts';
import { type LastSigns, openFate, SessionFates } from './session-fates.ts';
import { epochAt, now } from './testing/edge-world.ts';

const name = { namespace: 'live', stream: 'main' };
const signal = AbortSignal.timeout(60_000);
const agoMs = (seconds: number): number => now.getTime() - seconds * 1000;
const none: LastSigns = { claimedMs: 0, storedMs: 0, mediaEndMs: 0 };

describe('openFate', () => {
  it.each<[string, LastSigns, string]>([
    ['its media ended within grace and slack', { ...none, mediaEndMs: agoMs(149) }, 'open'],
    ['its media is too old', { ...none, mediaEndMs: agoMs(151) }, 'lapsed'],
    ['old media was uploaded late', { ...none, mediaEndMs: agoMs(900), storedMs: agoMs(100) }, 'open'],
    [
      'an encoder came back that has left no media yet',
      { ...none, mediaEndMs: agoMs(200), claimedMs: agoMs(100) },
      'open',
    ],
    ['nothing is known of it', none, 'lapsed'],
  ])('says what becomes of a session when %s', (_what, signs, expected) => {
    expect(openFate(signs, 120, now)).toBe(expected);
  });
});

interface Bucket {
  readonly last?: EpochEntry;
  readonly master?: string;
  readonly playlist?: string;
  readonly storedAt?: number;
}

/** Counts how often the log is read. */
const fatesOver = ({ last, master, playlist, storedAt = 0 }: Bucket) => {
  const reads = { log: 0 };
  const bucket = {
    readLastEpoch: async () => {
      reads.log += 1;
      return last;
    },
    readLive: async () => (master === undefined ? undefined : Buffer.from(master)),
    readStored: async (key: string) =>
      playlist !== undefined && key === 'live/main/720p/playlist.m3u8'
        ? { body: Buffer.from(playlist), modifiedMs: storedAt }
        : undefined,
  };
  return { reads, fates: new SessionFates({ bucket, now: () => now }) };
};

const master = '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n720p/playlist.m3u8\n';
const playlist = '#EXTM3U\n#EXT-X-PROGRAM-DATE-TIME:2026-11-22T11:57:00.000Z\n#EXTINF:2.000,\na.m4s\n';

describe('SessionFates', () => {
  it.each<[string, Bucket, string]>([
    ['ended by an empty log', {}, 'ended'],
    ['ended by an end in the log, however new', { last: epochAt('2026-11-22T11:59:59Z', { end: true }) }, 'ended'],
    ['open within the grace of a claim', { last: epochAt('2026-11-22T11:58:00Z') }, 'open'],
    ['lapsed when its media is too old', { last: epochAt('2026-11-22T11:00:00Z'), master, playlist }, 'lapsed'],
    [
      'open when its playlist was stored a moment ago',
      { last: epochAt('2026-11-22T11:00:00Z'), master, playlist, storedAt: agoMs(10) },
      'open',
    ],
    ['lapsed when an old claim left no media', { last: epochAt('2026-11-22T11:00:00Z'), master }, 'lapsed'],
  ])('reads of a session that it is %s', async (_what, bucket, expected) => {
    expect(await fatesOver(bucket).fates.fateOf(name, 120, signal)).toEqual({
      kind: expected,
      session: bucket.last?.session,
    });
  });

  it('asks once for all who ask at a time, and a moment later', async () => {
    const { fates, reads } = fatesOver({ last: epochAt('2026-11-22T11:58:00Z') });
    await Promise.all([fates.fateOf(name, 120, signal), fates.fateOf(name, 120, signal)]);
    await fates.fateOf(name, 120, signal);
    expect(reads.log).toBe(1);
  });

  it('fails as the object store does', async () => {
    const away = async () => {
      throw new EdgeError('BucketAway');
    };
    const bucket = { readLastEpoch: away, readLive: away, readStored: away };
    await expect(new SessionFates({ bucket, now: () => now }).fateOf(name, 120, signal)).rejects.toThrow(EdgeError);
  });
});
