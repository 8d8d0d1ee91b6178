import { randomUUID } from 'node:crypto';
import { type LiveStream, type LiveStreamInput, liveStreamKind } from '@kubecast/crds/livestream';
import { annotations, apiVersion, shardLabel } from '@kubecast/crds/names';
import { recordingKind } from '@kubecast/crds/recording';
import { isNotFound } from '@kubecast/runtime/api-error';
import { useTestNamespace } from '@kubecast/runtime/testing/use-test-namespace';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabases } from '../../database/open-databases.ts';
import { projectLiveStream } from '../../projection/project-live-stream.ts';
import { projectRecording } from '../../projection/project-recording.ts';
import {
  completeStatus,
  conditionOf,
  liveStreamResource,
  type RecordingChange,
  recordingResource,
  testSession,
} from '../../projection/testing/resources.ts';
import { buildTestApp, type TestApp, type TestAppOptions, type TestUser } from '../../testing/test-app.ts';
import { useTestPostgres } from '../../testing/use-test-postgres.ts';

const cluster = useTestNamespace('clips');
/** No operator takes care of it. */
const shard = 'clip-tests';
const now = new Date('2026-11-22T20:00:00Z');
const session = { id: testSession, startedAt: '2026-11-22T18:05:00Z', endedAt: '2026-11-22T19:05:00Z' };
const range = { from: '2026-11-22T18:10:00Z', to: '2026-11-22T18:15:00+00:00' };

const postgres = useTestPostgres();
let bed: Omit<TestAppOptions, 'postgres'>;
let api: TestApp;
let ann: TestUser;
let bob: TestUser;
let admin: TestUser;

beforeAll(async () => {
  const config = { KUBECAST_STREAMS_NAMESPACE: cluster.namespace, KUBECAST_SHARD: shard };
  bed = { cluster: cluster.client, config, now: () => now };
  api = await buildTestApp({ ...bed, postgres });
});

afterAll(async () => {
  await api?.close();
});

beforeEach(async () => {
  await postgres.clear();
  [ann, bob, admin] = await Promise.all([
    api.loginAs({ username: 'ann' }),
    api.loginAs({ username: 'bob' }),
    api.loginAs({ username: 'root', role: 'admin' }),
  ]);
});

const call = async (
  user: TestUser | undefined,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  payload?: Record<string, unknown>,
) => {
  const answer = await api.app.inject({
    method,
    url: `/api/recordings${path}`,
    ...(user && { headers: user.headers }),
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, location: answer.headers.location, body: answer.body && answer.json() };
};

/** The LiveStream `main` of `ann`, with its row. */
const addLiveStream = async (
  status: LiveStream['status'] = {},
  retentionDays: number | null = null,
): Promise<string> => {
  const { namespace, client } = cluster;
  const metadata = {
    namespace,
    name: 'main',
    labels: { [shardLabel]: shard },
    annotations: { [annotations.owner]: ann.id },
  };
  const spec = { title: 'Town hall', recording: { ...(retentionDays !== null && { retentionDays }) } };
  const object: LiveStreamInput = { apiVersion, kind: 'LiveStream', metadata, spec };
  const made = await client.apply<LiveStream>(liveStreamKind, object as LiveStream, { fieldManager: 'a-person' });
  await projectLiveStream(postgres.databases.streams, { ...made, status });
  return made.metadata.uid;
};

/** One that had a session. */
const addStream = (retentionDays: number | null = null): Promise<string> => addLiveStream({ session }, retentionDays);

/** The row of one of another namespace. */
const addStreamElsewhere = async (): Promise<string> => {
  const uid = randomUUID();
  const metadata = { namespace: 'elsewhere', uid, annotations: { [annotations.owner]: ann.id } };
  await projectLiveStream(postgres.databases.streams, liveStreamResource({ metadata, status: { session } }));
  return uid;
};

/** The row of a Recording of `ann`. */
const addRecording = async ({ metadata, spec, status }: RecordingChange = {}): Promise<string> => {
  const uid = randomUUID();
  const recording = recordingResource({
    metadata: { namespace: cluster.namespace, uid, name: `r-${uid}`, ...metadata },
    spec: { owner: ann.id, ...spec },
    ...(status && { status }),
  });
  await projectRecording(postgres.databases.recordings, recording);
  return uid;
};

const failed = { conditions: [conditionOf('Ready', 'False', 'Failed'), conditionOf('Failed', 'True', 'NoMedia')] };

describe('GET /api/recordings', () => {
  it('lists one’s own, and all for administrators', async () => {
    const own = await addRecording();
    const others = await addRecording({ spec: { owner: bob.id } });
    const nobodys = await addRecording({ spec: { owner: 'nobody' } });
    const idsFor = async (user: TestUser, query = '') =>
      (await call(user, 'GET', query)).body.items.map(({ id }: { id: string }) => id).sort();
    expect(await idsFor(ann)).toEqual([own]);
    expect(await idsFor(bob)).toEqual([others]);
    expect(await idsFor(admin)).toEqual([own, others, nobodys].sort());
    expect(await idsFor(admin, '?owner=me')).toEqual([]);
    expect(await call(undefined, 'GET', '')).toMatchObject({ status: 401, body: { code: 'NotLoggedIn' } });
  });

  it('goes through all of them page by page, the newest first', async () => {
    const names: string[] = [];
    for (const minute of ['01', '02', '03', '03', '04']) {
      const creationTimestamp = `2026-11-22T18:${minute}:00Z`;
      await addRecording({ metadata: { creationTimestamp } });
      names.unshift(creationTimestamp.replace('Z', '.000Z'));
    }
    const seen: string[] = [];
    for (let query = '?limit=2'; query !== ''; ) {
      const { body } = await call(ann, 'GET', query);
      seen.push(...body.items.map(({ createdAt }: { createdAt: string }) => createdAt));
      query = body.nextCursor === null ? '' : `?limit=2&cursor=${body.nextCursor}`;
    }
    expect(seen).toEqual(names);
    expect(await call(ann, 'GET', '?cursor=x')).toMatchObject({ status: 400, body: { code: 'CursorInvalid' } });
  });

  it('lists those of a stream, and those of a state', async () => {
    const streamId = await addStream();
    const complete = await addRecording({ status: completeStatus('live/main/') });
    await addRecording({ status: failed });
    const other = await addRecording({ spec: { source: { liveStream: 'other', session: testSession } } });
    const idsOf = async (query: string) =>
      (await call(ann, 'GET', query)).body.items.map(({ id }: { id: string }) => id);
    expect(await idsOf('?state=complete')).toEqual([complete]);
    expect(await idsOf(`?streamId=${streamId}`)).toHaveLength(2);
    expect(await idsOf(`?streamId=${streamId}&state=waiting`)).toEqual([]);
    expect(await idsOf(`?streamId=${randomUUID()}`)).toEqual([]);
    expect(await idsOf('?state=waiting')).toEqual([other]);
  });

  it('tells which video each has become', async () => {
    const status = completeStatus('live/main/');
    const [importing, published, deleted] = [
      await addRecording({ status }),
      await addRecording({ status }),
      await addRecording({ status }),
    ];
    const running = await addRecording();
    const videoId = randomUUID();
    const insert = `INSERT INTO videos (id, recording_id, title, visibility, duration_seconds, size_bytes, width, height,
      has_thumbnail, has_storyboard, deleted_at) VALUES ($1, $2, 'A video', 'public', 1, 1, 1, 1, false, false, $3)`;
    await postgres.databases.vod.query(insert, [videoId, published, null]);
    await postgres.databases.vod.query(insert, [randomUUID(), deleted, now]);
    const videoOf = async (id: string) => {
      const { videoState, videoId: video } = (await call(ann, 'GET', `/${id}`)).body;
      return [videoState, video];
    };
    expect(await videoOf(importing)).toEqual(['importing', null]);
    expect(await videoOf(published)).toEqual(['published', videoId]);
    expect(await videoOf(deleted)).toEqual(['deleted', null]);
    expect(await videoOf(running)).toEqual(['none', null]);
  });
});

describe('GET /api/recordings/:id', () => {
  it('tells all of a recording to its owner and to administrators', async () => {
    const id = await addRecording({ spec: { range, title: 'Best of' }, status: completeStatus('live/main/') });
    const expected = {
      id,
      title: 'Best of',
      streamName: 'main',
      sessionId: testSession,
      owner: { id: ann.id, username: 'ann', displayName: null },
      range: { from: '2026-11-22T18:10:00.000Z', to: '2026-11-22T18:15:00.000Z' },
      state: 'complete',
      reason: 'Complete',
      durationSeconds: 125.4,
      gaps: [{ at: '2026-11-22T18:06:00Z', seconds: 5 }],
      isManagedHere: true,
    };
    expect(await call(ann, 'GET', `/${id}`)).toMatchObject({ status: 200, body: expected });
    expect(await call(admin, 'GET', `/${id}`)).toMatchObject({ status: 200, body: expected });
  });

  it('does not exist for others', async () => {
    const id = await addRecording();
    const nobodys = await addRecording({ spec: { owner: 'nobody' } });
    expect(await call(bob, 'GET', `/${id}`)).toMatchObject({ status: 404, body: { code: 'NotFound' } });
    expect(await call(ann, 'GET', `/${nobodys}`)).toMatchObject({ status: 404 });
    expect(await call(admin, 'GET', `/${nobodys}`)).toMatchObject({ status: 200, body: { owner: null } });
  });
});

describe('POST /api/recordings', () => {
  it('makes a Recording of a part of the last session', async () => {
    const streamId = await addStream();
    const { status, location, body } = await call(ann, 'POST', '', { streamId, ...range, title: 'Best of it!' });
    expect(status).toBe(201);
    expect(location).toBe(`/api/recordings/${body.id}`);
    expect(body).toMatchObject({ title: 'Best of it!', visibility: 'public', owner: { username: 'ann' } });
    const clip = await cluster.client.get(recordingKind, { namespace: cluster.namespace, name: body.name });
    expect(clip.metadata.uid).toBe(body.id);
    expect(clip.metadata.name).toMatch(/^best-of-it-[a-z0-9]{4}$/);
    expect(clip.metadata.labels?.[shardLabel]).toBe(shard);
    expect(clip.spec).toMatchObject({
      source: { liveStream: 'main', session: testSession },
      range: { from: '2026-11-22T18:10:00.000Z', to: '2026-11-22T18:15:00.000Z' },
      title: 'Best of it!',
      visibility: 'Public',
      owner: ann.id,
    });
    expect(await call(ann, 'GET', `/${body.id}`)).toMatchObject({ status: 200 });
  });

  it('makes one of a former session, with the stream’s words', async () => {
    const streamId = await addStream();
    const former = '20261120-100000-zzzz';
    const spec = { source: { liveStream: 'main', session: former } };
    await addRecording({ spec, status: { startedAt: '2026-11-20T10:00:00Z', endedAt: '2026-11-20T11:00:00Z' } });
    const from = '2026-11-20T10:10:00Z';
    const to = '2026-11-20T10:20:00Z';
    const clip = { streamId, sessionId: former, from, to, visibility: 'private' };
    expect(await call(admin, 'POST', '', clip)).toMatchObject({
      status: 201,
      body: { title: 'Town hall', visibility: 'private', sessionId: former, owner: { username: 'ann' } },
    });
    expect(
      await call(ann, 'POST', '', { ...clip, from: '2026-11-20T11:00:00Z', to: '2026-11-20T11:10:00Z' }),
    ).toMatchObject({
      status: 400,
      body: { code: 'RequestInvalid', fields: { from: expect.stringContaining('it ended') } },
    });
  });

  it('keeps it as long as the stream’s own recordings', async () => {
    const { body } = await call(ann, 'POST', '', { streamId: await addStream(7), ...range });
    const clip = await cluster.client.get(recordingKind, { namespace: cluster.namespace, name: body.name });
    expect(clip.spec.retentionDays).toBe(7);
  });

  it('makes none of a session that a namesake of another owner had, but for administrators', async () => {
    const streamId = await addStream();
    const former = '20261120-100000-yyyy';
    const spec = { owner: bob.id, source: { liveStream: 'main', session: former } };
    await addRecording({ spec, status: { startedAt: '2026-11-20T10:00:00Z', endedAt: '2026-11-20T11:00:00Z' } });
    const clip = { streamId, sessionId: former, from: '2026-11-20T10:10:00Z', to: '2026-11-20T10:20:00Z' };
    expect(await call(ann, 'POST', '', clip)).toMatchObject({
      status: 400,
      body: { fields: { sessionId: expect.any(String) } },
    });
    expect(await call(admin, 'POST', '', clip)).toMatchObject({ status: 201 });
  });

  it('makes none of a stream that is another user’s by now, whatever the row says still', async () => {
    const streamId = await addStream();
    const patch = { metadata: { annotations: { [annotations.owner]: bob.id } } };
    await cluster.client.mergePatch(liveStreamKind, { namespace: cluster.namespace, name: 'main' }, { patch });
    expect(await call(ann, 'POST', '', { streamId, ...range })).toMatchObject({
      status: 403,
      body: { code: 'Forbidden' },
    });
  });

  it('needs a single connection to its database', async () => {
    const { databases, close } = openDatabases({
      access: postgres.access,
      poolSize: 1,
      logger: pino({ level: 'silent' }),
    });
    const replica = await buildTestApp({ ...bed, postgres: { ...postgres, databases } });
    const payload = { streamId: await addStream(), ...range };
    const answer = await replica.app.inject({ method: 'POST', url: '/api/recordings', headers: ann.headers, payload });
    expect(answer.statusCode).toBe(201);
    await replica.close();
    await close();
  });

  it.each([
    ['a session that nobody knows', { sessionId: '20200101-000000-aaaa' }, 'sessionId'],
    ['a range that ends before it begins', { to: '2026-11-22T18:00:00Z' }, 'to'],
    ['a range of a day', { from: '2026-11-22T00:00:00Z', to: '2026-11-22T23:00:00Z' }, 'to'],
    ['a range after the session', { from: '2026-11-22T19:30:00Z', to: '2026-11-22T19:40:00Z' }, 'from'],
  ])('refuses %s', async (_what, change, field) => {
    const streamId = await addStream();
    expect(await call(ann, 'POST', '', { streamId, ...range, ...change })).toMatchObject({
      status: 400,
      body: { code: 'RequestInvalid', fields: { [field]: expect.any(String) } },
    });
  });

  it('refuses it for a stream that has had no session', async () => {
    const streamId = await addLiveStream();
    expect(await call(ann, 'POST', '', { streamId, ...range })).toMatchObject({
      status: 400,
      body: { fields: { sessionId: expect.stringContaining('no session') } },
    });
  });

  it('refuses those whose stream it is not, and streams of other namespaces', async () => {
    const streamId = await addStream();
    expect(await call(bob, 'POST', '', { streamId, ...range })).toMatchObject({
      status: 403,
      body: { code: 'Forbidden' },
    });
    expect(await call(ann, 'POST', '', { streamId: randomUUID(), ...range })).toMatchObject({ status: 404 });
    const elsewhere = await addStreamElsewhere();
    expect(await call(ann, 'POST', '', { streamId: elsewhere, ...range })).toMatchObject({
      status: 409,
      body: { code: 'ManagedElsewhere' },
    });
  });

  it('refuses more clips than can be made at a time, whoever asks at once', async () => {
    const streamId = await addStream();
    for (let index = 0; index < 9; index += 1) await addRecording({ spec: { range } });
    const answers = await Promise.all([1, 2, 3].map(() => call(ann, 'POST', '', { streamId, ...range })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'ClipLimitReached' });
  });

  it('refuses more clips than may be made within a day, whatever came of them', async () => {
    const streamId = await addStream();
    const addClips = async (count: number, creationTimestamp: string): Promise<void> => {
      const clip = { metadata: { creationTimestamp }, spec: { range }, status: completeStatus('live/main/') };
      for (let index = 0; index < count; index += 1) await addRecording(clip);
    };
    await addClips(49, '2026-11-22T18:00:00Z');
    await addClips(2, '2026-11-21T19:00:00Z');
    const answers = [
      await call(ann, 'POST', '', { streamId, ...range }),
      await call(ann, 'POST', '', { streamId, ...range }),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [201, undefined],
      [409, 'ClipLimitReached'],
    ]);
  });
});

describe('DELETE /api/recordings/:id', () => {
  it('deletes the Recording and its row', async () => {
    const streamId = await addStream();
    const { body } = await call(ann, 'POST', '', { streamId, ...range });
    expect(await call(bob, 'DELETE', `/${body.id}`)).toMatchObject({ status: 404 });
    expect(await call(ann, 'DELETE', `/${body.id}`)).toMatchObject({ status: 204 });
    expect(await call(ann, 'GET', `/${body.id}`)).toMatchObject({ status: 404 });
    const reference = { namespace: cluster.namespace, name: body.name };
    await waitFor('it is deleted', () =>
      cluster.client.get(recordingKind, reference).then(
        ({ metadata }) => metadata.deletionTimestamp !== undefined,
        (error: unknown) => isNotFound(error),
      ),
    );
  });

  it('deletes the row of a Recording that is gone, and nothing of other namespaces', async () => {
    const gone = await addRecording();
    expect(await call(ann, 'DELETE', `/${gone}`)).toMatchObject({ status: 204 });
    expect(await call(ann, 'GET', `/${gone}`)).toMatchObject({ status: 404 });
    const elsewhere = await addRecording({ metadata: { namespace: 'elsewhere' } });
    expect(await call(ann, 'DELETE', `/${elsewhere}`)).toMatchObject({
      status: 409,
      body: { code: 'ManagedElsewhere' },
    });
  });
});

describe('POST /api/recordings/:id/retry', () => {
  it('asks the operator for another try of one that failed', async () => {
    const streamId = await addStream();
    const { body } = await call(ann, 'POST', '', { streamId, ...range });
    expect(await call(ann, 'POST', `/${body.id}/retry`)).toMatchObject({
      status: 409,
      body: { code: 'RecordingNotFailed' },
    });
    await postgres.databases.recordings.query(`UPDATE recordings SET state = 'failed' WHERE id = $1`, [body.id]);
    expect(await call(bob, 'POST', `/${body.id}/retry`)).toMatchObject({ status: 404 });
    expect(await call(ann, 'POST', `/${body.id}/retry`)).toMatchObject({ status: 202, body: { id: body.id } });
    const { metadata } = await cluster.client.get(recordingKind, { namespace: cluster.namespace, name: body.name });
    expect(metadata.annotations?.[annotations.retry]).toBe(now.toISOString());
  });

  it('waits for room as a new clip does', async () => {
    const id = await addRecording({ spec: { range }, status: failed });
    for (let index = 0; index < 10; index += 1) await addRecording({ spec: { range } });
    expect(await call(ann, 'POST', `/${id}/retry`)).toMatchObject({ status: 409, body: { code: 'ClipLimitReached' } });
  });

  it('tells that another has its name by now', async () => {
    const streamId = await addStream();
    const { body } = await call(ann, 'POST', '', { streamId, ...range });
    await postgres.databases.recordings.query('DELETE FROM recordings');
    const gone = await addRecording({ metadata: { name: body.name }, status: failed });
    expect(await call(ann, 'POST', `/${gone}/retry`)).toMatchObject({ status: 404, body: { code: 'NotFound' } });
    expect(await call(ann, 'GET', `/${gone}`)).toMatchObject({ status: 404 });
  });

  it('tells that a Recording is gone', async () => {
    const gone = await addRecording({ status: failed });
    expect(await call(ann, 'POST', `/${gone}/retry`)).toMatchObject({ status: 404, body: { code: 'NotFound' } });
    expect(await call(ann, 'GET', `/${gone}`)).toMatchObject({ status: 404 });
  });
});
