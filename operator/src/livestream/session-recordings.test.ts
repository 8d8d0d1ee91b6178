import type { Recording } from '@kubecast/crds/recording';
import { EpochLog } from '@kubecast/media/epoch-log';
import type { EpochRecord } from '@kubecast/media/epoch-record';
import { tombstoneKey } from '@kubecast/media/recording-keys';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { ApiError } from '@kubecast/runtime/api-error';
import { type ObjectReference, referenceKey } from '@kubecast/runtime/kubernetes-object';
import { beforeEach, describe, expect, it } from 'vitest';
import { recordedStreamOf } from '../recording/desired-recording.ts';
import { recordingFixture } from '../recording/testing/recording-fixture.ts';
import { SessionRecordings, type SessionRecordingsOptions } from './session-recordings.ts';
import { liveStreamFixture } from './testing/live-stream-fixture.ts';

const stream = { namespace: 'live', stream: 'main' };
const owner = { ...recordedStreamOf(liveStreamFixture({ title: 'Town hall' })), uid: 'main-uid' };
const [first, second, third] = ['20260101-180500-a1b2', '20260102-180500-c3d4', '20260103-180500-e5f6'] as const;
const signal = AbortSignal.timeout(60_000);

let segments: MemoryStore;
let videos: MemoryStore;
let created: Recording[];
let requests: string[];
let sessionRecordings: SessionRecordings;

const namesCreated = () => created.map(({ metadata }) => metadata.name);

/** An operator that has just started: the Recordings are what is left. */
const start = (client?: SessionRecordingsOptions['client']) => {
  const create = async (_kind: unknown, recording: Recording) => {
    created.push(recording);
    return recording;
  };
  const get = (reference: ObjectReference | string) => {
    const key = typeof reference === 'string' ? reference : referenceKey(reference);
    return created.find(({ metadata }) => referenceKey(metadata) === key);
  };
  // What is created is a Recording.
  const recording = { create } as unknown as SessionRecordingsOptions['client'];
  sessionRecordings = new SessionRecordings({ client: client ?? recording, segments, videos, recordings: { get } });
};

beforeEach(() => {
  segments = new MemoryStore();
  videos = new MemoryStore();
  created = [];
  requests = [];
  segments.onRequest = (request, key) => void requests.push(`${request} ${key.replace('live/main/', '')}`);
  start();
});

const claim = async (epoch: number, session: string, record: Partial<EpochRecord> = {}): Promise<void> => {
  await new EpochLog(segments, stream).claim(epoch, {
    session,
    liveStreamUid: 'main-uid',
    podUid: 'pod-uid',
    recording: true,
    firstSequence: epoch,
    claimedAt: '2026-01-01T18:05:00.000Z',
    end: false,
    ...record,
  });
};

const bury = (session: string) => videos.put(tombstoneKey(stream, session), '{}', { contentType: 'application/json' });

const ensure = () => sessionRecordings.ensure(owner, signal);

describe('SessionRecordings', () => {
  it('makes the Recordings of all sessions that came while nobody looked, oldest first', async () => {
    await claim(1, first);
    await claim(2, first, { end: true });
    await claim(3, second, { recording: false });
    await claim(4, third);
    await ensure();
    expect(namesCreated()).toEqual([`main-${first}`, `main-${third}`]);
    expect(created[0]?.spec).toMatchObject({ title: 'Town hall', source: { liveStream: 'main', session: first } });
  });

  it('makes none for a session whose Recording was deleted, and goes on behind it', async () => {
    for (const [epoch, session] of [[1, first] as const, [2, second] as const]) await claim(epoch, session);
    await bury(second);
    await ensure();
    expect(namesCreated()).toEqual([`main-${first}`]);
  });

  it('takes all as settled that is older than a session with a Recording', async () => {
    for (const [epoch, session] of [[1, first] as const, [2, second] as const]) await claim(epoch, session);
    created.push(recordingFixture({}, undefined, `main-${second}`));
    requests = [];
    await ensure();
    expect(namesCreated()).toEqual([`main-${second}`]);
    expect(requests).toEqual(['list epochs/', 'get epochs/000002.json', 'get epochs/000001.json']);
  });

  it('reads no older entry again', async () => {
    for (const [epoch, session] of [[1, first] as const, [2, second] as const]) await claim(epoch, session);
    await ensure();
    await claim(3, third);
    requests = [];
    await ensure();
    expect(namesCreated()).toHaveLength(3);
    expect(requests.filter((request) => request.includes('000001'))).toEqual([]);
  });

  it('knows what is settled', async () => {
    await claim(1, second);
    expect(sessionRecordings.isSettled(stream, second)).toBe(false);
    await ensure();
    expect([second, third].map((session) => sessionRecordings.isSettled(stream, session))).toEqual([true, false]);
    sessionRecordings.forget(stream);
    expect(sessionRecordings.isSettled(stream, second)).toBe(false);
  });

  it('makes the Recording of a session whose id is older than the last one’s, by a clock that is behind', async () => {
    await claim(1, second);
    await ensure();
    expect(sessionRecordings.isSettled(stream, first)).toBe(false);
    await claim(2, first);
    await ensure();
    expect(namesCreated()).toEqual([`main-${second}`, `main-${first}`]);
    expect(sessionRecordings.isSettled(stream, first)).toBe(true);
  });

  it('remembers nothing of a stream without a LiveStream', async () => {
    await claim(1, first);
    await sessionRecordings.ensure({ ...owner, uid: '' }, signal);
    expect(namesCreated()).toEqual([`main-${first}`]);
    expect(sessionRecordings.isSettled(stream, first)).toBe(false);
  });

  it('makes the Recording of an open session that wants one only in a later epoch', async () => {
    await claim(1, first, { recording: false });
    await ensure();
    expect(sessionRecordings.isSettled(stream, first)).toBe(false);
    await claim(2, first);
    await ensure();
    expect(namesCreated()).toEqual([`main-${first}`]);
  });

  it('shows what a namesake left to nobody', async () => {
    await claim(1, first, { liveStreamUid: 'former-uid' });
    await ensure();
    expect(created[0]?.spec).toEqual({ visibility: 'Private', source: { liveStream: 'main', session: first } });
  });

  it('reads a log from its beginning that was begun anew', async () => {
    for (const epoch of [1, 2, 3]) await claim(epoch, first);
    await ensure();
    segments.held.clear();
    await claim(1, second);
    await ensure();
    expect(namesCreated()).toEqual([`main-${first}`, `main-${second}`]);
  });

  it('settles nothing when the API server refuses', async () => {
    await claim(1, first);
    const refusal = new ApiError({
      attempt: 'create Recording',
      status: 403,
      reason: 'Forbidden',
      serverMessage: 'no',
    });
    start({ create: () => Promise.reject(refusal) });
    await expect(ensure()).rejects.toThrow('Could not create Recording');
    expect(sessionRecordings.isSettled(stream, first)).toBe(false);
  });

  it('makes nothing while nobody can say whether a Recording was deleted', async () => {
    await claim(1, first);
    videos.onRequest = () => {
      throw new Error('The object store is away');
    };
    await expect(ensure()).rejects.toThrow('away');
    expect(created).toEqual([]);
  });
});
