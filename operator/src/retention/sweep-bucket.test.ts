import { shardLabel } from '@kubecast/crds/names';
import { pino } from 'pino';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { liveStreamFixture } from '../livestream/testing/live-stream-fixture.ts';
import { podFixture } from '../livestream/testing/pod-fixture.ts';
import type { SweepReport } from './sweep-bucket.ts';
import { BucketWorld, hourMs } from './testing/bucket-world.ts';

const first = '20260101-180500-a1b2';
const second = '20260102-180500-c3d4';
const third = '20260103-180500-e5f6';

let world: BucketWorld;

beforeEach(() => {
  world = new BucketWorld();
});

const outcomesOf = ({ outcomes }: SweepReport) =>
  Object.fromEntries(outcomes.map(({ session, outcome }) => [session, outcome]));

/** Fails one request of a kind, when it comes to a key that holds `part`. */
const failOnce = (kind: string, part: string): void => {
  let isDue = true;
  world.segments.onRequest = (request, key) => {
    if (!isDue || request !== kind || !key.includes(part)) return;
    isDue = false;
    throw new Error('The object store is away');
  };
};

describe('sweepBucket', () => {
  it('deletes a recorded session, its playlists first, and keeps the last entry of its log', async () => {
    await world.addSession(first, { epochs: 3 });
    await world.addRecording(first, true);
    const deleted: string[] = [];
    world.segments.onRequest = (request, key) =>
      void (request === 'delete' && deleted.push(key.replace('live/main/', '')));
    expect(outcomesOf(await world.sweep())).toEqual({ [first]: 'deleted' });
    expect(world.keys()).toEqual(['epochs/000004.json']);
    const kinds = deleted.map((key) => /m3u8|jpg|init|m4s|epochs/.exec(key)?.[0]);
    const order = kinds.filter((kind, index) => kind !== kinds[index - 1]);
    expect(order).toEqual(['m3u8', 'jpg', 'm3u8', 'm4s', 'init', 'epochs']);
    expect(await world.sweep()).toEqual({ outcomes: [], failed: [], unknownNamespaces: [] });
  });

  it('keeps one entry of each session that has a Recording, and none of one whose Recording was deleted', async () => {
    for (const session of [first, second, third]) await world.addSession(session, { epochs: 2 });
    for (const session of [first, third]) await world.addRecording(session, true);
    await world.addTombstone(second);
    await world.sweep();
    expect(world.keys()).toEqual(['epochs/000003.json', 'epochs/000009.json']);
  });

  it.each([
    ['it ended not long ago', { hoursAgo: 71 }, true, 'recent'],
    ['its Recording is not complete', {}, false, 'recordingUnfinished'],
    ['it is open', { ended: false }, true, 'open'],
  ])('keeps a session when %s', async (_what, session, isComplete, reason) => {
    await world.addSession(first, session);
    await world.addRecording(first, isComplete);
    const before = world.keys();
    expect(outcomesOf(await world.sweep())).toEqual({ [first]: reason });
    expect(world.keys()).toEqual(before);
  });

  it('keeps a session whose objects are newer than the clocks of its pods say', async () => {
    await world.addSession(first, { recording: false });
    const [key = '', held] = [...world.segments.held].find(([name]) => name.endsWith('.m4s')) ?? [];
    if (held) world.segments.held.set(key, { ...held, modifiedMs: world.nowMs - hourMs });
    expect(outcomesOf(await world.sweep())).toEqual({ [first]: 'recent' });
  });

  it('keeps a session whose Recording has lost its video', async () => {
    await world.addSession(first);
    await world.addRecording(first, true);
    await world.videos.delete(`live/main/${first}/main-${first}/video.mp4`);
    expect(outcomesOf(await world.sweep())).toEqual({ [first]: 'recordingUnverified' });
  });

  it('makes the Recording that a session lacks, and deletes the session once it is complete', async () => {
    await world.addSession(first);
    expect(outcomesOf(await world.sweep())).toEqual({ [first]: 'recordingMissing' });
    expect([...world.recordings.keys()]).toEqual([`live/main-${first}`]);
    expect(outcomesOf(await world.sweep())).toEqual({ [first]: 'recordingUnfinished' });
    await world.addRecording(first, true);
    expect(outcomesOf(await world.sweep())).toEqual({ [first]: 'deleted' });
  });

  it('keeps a session that wanted a Recording for a while in its middle', async () => {
    await world.addSession(first, { recording: false, ended: false });
    const claimedAt = new Date(world.nowMs - 90 * hourMs).toISOString();
    await world.claim(2, { session: first, recording: true, claimedAt });
    await world.claim(3, { session: first, recording: false, claimedAt, end: true });
    expect(outcomesOf(await world.sweep())).toEqual({ [first]: 'recordingMissing' });
  });

  it('keeps a session that the log does not know, and says so', async () => {
    await world.addSession(first);
    await world.segments.delete('live/main/epochs/000001.json');
    await world.segments.delete('live/main/epochs/000002.json');
    const log = pino({ level: 'silent' });
    const warn = vi.spyOn(log, 'warn');
    expect(outcomesOf(await world.sweep(log))).toEqual({ [first]: 'unknown' });
    expect(warn.mock.calls).toEqual([[expect.objectContaining({ sessions: [first] }), expect.any(String)]]);
  });

  it.each([
    ['all segments', { segments: 3, missingSegments: 0, missing: [] }, 'deleted'],
    [
      'fewer than there are now',
      { segments: 2, missingSegments: 1, missing: [{ sequence: 3, why: 'absent' }] },
      'recordingShort',
    ],
    [
      'all that can be read',
      { segments: 2, missingSegments: 1, missing: [{ sequence: 3, why: 'damaged' }] },
      'deleted',
    ],
  ] as const)('judges a session whose video has %s', async (_what, result, outcome) => {
    await world.addSession(first, { epochs: 3 });
    await world.putVideo(await world.addRecording(first, true), { ...result, missing: [...result.missing] });
    expect(outcomesOf(await world.sweep())).toEqual({ [first]: outcome });
  });

  it('leaves the playlists of a newer session alone', async () => {
    await world.addSession(first, { recording: false });
    await world.addSession(second, { recording: false, hoursAgo: 1 });
    expect(outcomesOf(await world.sweep())).toEqual({ [first]: 'deleted', [second]: 'recent' });
    expect(world.keys()).toContain('master.m3u8');
    expect(world.sessions()).toEqual([second]);
  });

  it('waits while a newer session is about to write its playlists', async () => {
    await world.addSession(first, { recording: false });
    await world.claim(3, { session: second, claimedAt: new Date(world.nowMs).toISOString() });
    expect(outcomesOf(await world.sweep())).toEqual({ [first]: 'succeeded' });
    expect(world.keys()).toContain('master.m3u8');
    await world.putPlaylists(second);
    expect(outcomesOf(await world.sweep())).toEqual({ [first]: 'deleted' });
  });

  it.each([
    ['has ended', { hoursAgo: 1 }, 'recent'],
    ['goes on', { ended: false }, 'open'],
  ])(
    'deletes the playlist of a rendition that a newer session lacks, when that %s',
    async (_what, session, outcome) => {
      await world.addSession(first, { recording: false, ladder: ['1080p', '720p'] });
      await world.addSession(second, { ...session, recording: true, ladder: ['720p', '360p'] });
      expect(outcomesOf(await world.sweep())).toEqual({ [first]: 'deleted', [second]: outcome });
      const playlists = world.keys().filter((key) => /m3u8|jpg/.test(key));
      expect(playlists).toEqual(['360p/playlist.m3u8', '720p/playlist.m3u8', 'master.m3u8', 'thumbnail.jpg']);
      expect(world.sessions()).toEqual([second]);
    },
  );

  it.each(['master.m3u8', '360p/playlist.m3u8'])('leaves what a newer session writes at %s', async (part) => {
    await world.addSession(first, { recording: false });
    world.segments.onRequest = async (request, key) => {
      if (request !== 'delete' || !key.endsWith(part)) return;
      world.segments.onRequest = () => undefined;
      await world.claim(3, { session: second, claimedAt: new Date(world.nowMs).toISOString() });
      await world.segments.put('live/main/720p/playlist.m3u8', second, { contentType: 'x' });
    };
    await world.sweep();
    expect(world.segments.held.get('live/main/720p/playlist.m3u8')?.body.toString()).toBe(second);
  });

  it('takes a clip by the name of the Recording of a session for a clip', async () => {
    await world.addSession(first);
    const clip = await world.addRecording(first, true);
    const range = { from: '2026-01-01T18:05:00Z', to: '2026-01-01T18:06:00Z' };
    world.recordings.set(`live/main-${first}`, { ...clip, spec: { ...clip.spec, range } });
    expect(outcomesOf(await world.sweep())).not.toEqual({ [first]: 'deleted' });
    expect(world.sessions()).toEqual([first]);
  });

  it.each([
    ['oldest', [true, false, false, false], '000001'],
    ['middle', [false, true, false, false], '000002'],
    ['newest', [false, false, false, true], '000004'],
  ])('keeps the entry of a recorded session when its %s wants the Recording', async (_what, flags, kept) => {
    await world.addSession(first, { epochs: 3 });
    await world.addSession(second, { recording: false });
    for (const [index, recording] of flags.entries()) {
      const key = `live/main/epochs/00000${index + 1}.json`;
      const record = JSON.parse(String(await world.segments.read(key)));
      await world.segments.put(key, JSON.stringify({ ...record, recording }), { contentType: 'application/json' });
    }
    await world.addRecording(first, true);
    for (let sweep = 0; sweep < 3; sweep += 1) await world.sweep();
    expect(world.keys()).toEqual([`epochs/${kept}.json`, 'epochs/000006.json']);
  });

  it.each([
    ['a playlist', 'delete', '720p/playlist.m3u8'],
    ['a segment', 'delete', '.m4s'],
    ['an init', 'delete', '000002-init.mp4'],
    ['an entry of the log', 'delete', 'epochs/000002.json'],
    ['a listing', 'list', first],
    ['the log', 'get', 'epochs/'],
  ])('goes on with the next sweep when the store failed at %s', async (_what, request, part) => {
    await world.addSession(first, { recording: false, epochs: 3 });
    failOnce(request, part);
    expect(await world.sweep()).toMatchObject({ failed: [expect.anything()] });
    expect(await world.sweep()).toMatchObject({ failed: [] });
    expect(world.keys()).toEqual(['epochs/000004.json']);
  });

  it('stops when a Recording is applied in the middle', async () => {
    await world.addSession(first, { recording: false });
    world.segments.onRequest = async (request, key) => {
      if (request === 'delete' && key.endsWith('.m4s')) await world.addRecording(first, false, 'clip');
    };
    expect(outcomesOf(await world.sweep())).toEqual({ [first]: 'recordingUnfinished' });
    expect(world.keys().filter((key) => key.endsWith('init.mp4'))).toHaveLength(2);
  });

  it('comes to the same when two sweeps run at once', async () => {
    await world.addSession(first, { epochs: 3 });
    await world.addSession(second, { recording: false });
    await world.addRecording(first, true);
    await Promise.all([world.sweep(), world.sweep()]);
    expect(world.keys()).toEqual(['epochs/000004.json', 'epochs/000006.json']);
  });

  it('sweeps the other streams when one fails', async () => {
    await world.addSession(first, { recording: false });
    await world.segments.put('live/aaa/epochs/000001.json', 'none of ours', { contentType: 'text/plain' });
    world.liveStreams.set('live/aaa', liveStreamFixture());
    expect(await world.sweep()).toMatchObject({
      failed: [expect.anything()],
      outcomes: [{ session: first, outcome: 'deleted' }],
    });
  });

  it('keeps everything of a namespace that is not in the cluster', async () => {
    await world.addSession(first, { recording: false });
    world.namespaces.clear();
    expect(await world.sweep()).toEqual({ outcomes: [], failed: [], unknownNamespaces: ['live'] });
    expect(world.sessions()).toEqual([first]);
  });

  it('leaves namespaces alone that it does not watch', async () => {
    world = new BucketWorld({ namespaces: ['other'] });
    await world.addSession(first, { recording: false });
    expect(await world.sweep()).toEqual({ outcomes: [], failed: [], unknownNamespaces: [] });
  });
});

describe('sweepBucket, again and again', () => {
  const requests = async (): Promise<readonly string[]> => {
    const made: string[] = [];
    const listen = (request: string, key: string) => void made.push(`${request} ${key.replace('live/main/', '')}`);
    world.segments.onRequest = listen;
    world.videos.onRequest = (request, key) => listen(`video ${request}`, key);
    await world.sweep();
    return made;
  };

  it('asks nothing of sessions whose media is gone', async () => {
    for (const session of [first, second]) {
      await world.addSession(session, { epochs: 3 });
      await world.addRecording(session, true);
    }
    await world.addSession(third, { ended: false });
    await world.sweep();
    expect(await requests()).toEqual(['list ', 'list live/', 'list ', 'list epochs/', 'get epochs/000009.json']);
    expect(world.keys()).toEqual(expect.arrayContaining(['epochs/000004.json', 'epochs/000008.json']));
  });

  it('reads the whole log again when media of such a session appears', async () => {
    await world.addSession(first);
    await world.addRecording(first, true);
    await world.addSession(second, { ended: false });
    await world.sweep();
    await world.segments.put(`live/main/${first}/360p/000001-init.mp4`, 'init', { contentType: 'video/mp4' });
    expect(outcomesOf(await world.sweep())).toMatchObject({ [first]: 'recent' });
  });

  it('reads a log that was begun anew', async () => {
    await world.addSession(first);
    await world.addRecording(first, true);
    await world.addSession(second, { ended: false });
    await world.sweep();
    world.segments.held.clear();
    await world.addSession(third, { recording: false });
    expect(outcomesOf(await world.sweep())).toEqual({ [third]: 'deleted' });
  });

  it('takes recordings in the same bucket for no session', async () => {
    world = new BucketWorld({}, true);
    await world.addSession(first);
    await world.addRecording(first, true);
    await world.addSession(second, { recording: false });
    expect(outcomesOf(await world.sweep())).toEqual({ [first]: 'deleted', [second]: 'deleted' });
    expect(await world.sweep()).toMatchObject({ outcomes: [], failed: [] });
    expect(await requests()).not.toContain(`list ${first}/`);
    await world.segments.deleteAll(world.keys().filter((key) => key.includes('recording.json')));
    await world.addTombstone(first);
    expect(await world.sweep()).toMatchObject({ outcomes: [], failed: [] });
  });

  it('lists the Recordings of a namespace once', async () => {
    for (const session of [first, second, third]) {
      await world.addSession(session);
      await world.addRecording(session, false);
    }
    await world.sweep();
    expect(world.lists).toBe(1);
  });

  it('reads an entry of an open session once', async () => {
    await world.addSession(first, { recording: false, ended: false, epochs: 8, hoursAgo: 1 });
    await world.sweep();
    // Those that the search for its first entry does not come to.
    const middle = (await requests()).filter((request) => /get epochs.0000(02|03|04|06)/.test(request));
    expect(middle).toEqual([]);
  });
});

describe('sweepBucket, of a stream without a LiveStream', () => {
  beforeEach(() => {
    world.liveStreams.clear();
  });

  it('ends the session that was left open, and records what nobody recorded', async () => {
    await world.addSession(first, { ended: false });
    expect(outcomesOf(await world.sweep())).toEqual({ [first]: 'recent' });
    expect(await world.log.readLast()).toMatchObject({ session: first, end: true });
    expect(world.recordings.get(`live/main-${first}`)?.spec).toMatchObject({ visibility: 'Private' });
  });

  it('deletes what is over', async () => {
    await world.addSession(first, { recording: false });
    expect(outcomesOf(await world.sweep())).toEqual({ [first]: 'deleted' });
  });

  it.each([
    ['its last pod drains', () => void world.pods.push(podFixture())],
    ['it is of another shard', () => void world.elsewhere.add('live/main')],
    [
      'its Recordings are of another shard',
      async () => {
        const recording = await world.addRecording(first, true);
        Object.assign(recording.metadata, { labels: { [shardLabel]: 'blue' } });
      },
    ],
  ])('leaves it alone when %s', async (_what, arrange) => {
    await world.addSession(first, { ended: false, recording: false });
    await arrange();
    const before = world.keys();
    expect(await world.sweep()).toEqual({ outcomes: [], failed: [], unknownNamespaces: [] });
    expect(world.keys()).toEqual(before);
  });
});

describe('sweepBucket, of a session that runs around the clock', () => {
  const addOld = async (recording: boolean): Promise<void> => {
    await world.addSession(first, { recording, ended: false, epochs: 2, hoursAgo: 100 });
    const claimedAt = new Date(world.nowMs - hourMs).toISOString();
    await world.claim(3, { session: first, recording, claimedAt });
    await world.segments.put(`live/main/${first}/360p/000003-init.mp4`, 'init', { contentType: 'video/mp4' });
    const recent = `live/main/${first}/360p/000003-0000000003-${world.nowMs - hourMs}-02000.m4s`;
    await world.segments.put(recent, 'segment', { contentType: 'video/mp4' });
  };

  it('deletes the segments beyond the retention, and the inits that none of the others needs', async () => {
    await addOld(false);
    expect(outcomesOf(await world.sweep())).toEqual({ [first]: 'open' });
    const left = world.keys().filter((key) => key.startsWith(`${first}/360p`));
    expect(left).toEqual([
      `${first}/360p/000003-0000000003-${world.nowMs - hourMs}-02000.m4s`,
      `${first}/360p/000003-init.mp4`,
    ]);
    expect(world.keys()).toContain('master.m3u8');
  });

  it('keeps the newest segment of each rendition, however old it is', async () => {
    await world.addSession(first, { recording: false, ended: false, epochs: 2, hoursAgo: 200 });
    await world.sweep();
    const left = world.keys().filter((key) => key.startsWith(first));
    expect(left.map((key) => key.replace(/-\d{13}-.*/, ''))).toEqual(
      ['360p', '720p'].flatMap((rung) => [`${first}/${rung}/000002-0000000002`, `${first}/${rung}/000002-init.mp4`]),
    );
  });

  it.each([
    ['it is recorded', async () => addOld(true)],
    [
      'a clip of it is being made',
      async () => {
        await addOld(false);
        await world.addRecording(first, false, 'clip');
      },
    ],
  ])('deletes nothing when %s', async (_what, arrange) => {
    await arrange();
    const before = world.keys();
    await world.sweep();
    expect(world.keys()).toEqual(before);
  });
});
