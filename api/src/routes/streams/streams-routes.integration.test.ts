import { randomUUID } from 'node:crypto';
import { liveStreamKind } from '@kubecast/crds/livestream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectLiveStream } from '../../projection/project-live-stream.ts';
import { refusingCluster } from '../../testing/refusing-cluster.ts';
import type { TestUser } from '../../testing/test-app.ts';
import { applyStream, openStreamsBed, type StreamsBed, tellStatus } from './testing/streams-bed.ts';

let bed: StreamsBed;
let ann: TestUser;
let bob: TestUser;
let admin: TestUser;

beforeAll(async () => {
  bed = await openStreamsBed('api-streams');
  ann = await bed.api.loginAs({ username: 'ann' });
  bob = await bed.api.loginAs({ username: 'bob' });
  admin = await bed.api.loginAs({ username: 'admin', role: 'admin' });
});

afterAll(async () => {
  await bed?.[Symbol.asyncDispose]();
});

interface Call {
  readonly as?: TestUser;
  readonly body?: object;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

const call = async (method: Method, path: string, { as, body }: Call = {}) => {
  const answer = await bed.api.app.inject({
    method,
    url: `/api/streams${path}`,
    headers: { ...as?.headers },
    ...(body && { payload: body }),
  });
  return { status: answer.statusCode, headers: answer.headers, json: answer.body === '' ? null : answer.json() };
};

const create = async (as: TestUser, body: object) => {
  const answer = await call('POST', '', { as, body });
  expect(answer.status).toBe(201);
  return answer.json;
};

const resourceOf = ({ namespace, name }: { namespace: string; name: string }) =>
  bed.client.get(liveStreamKind, { namespace, name });

describe('streamsRoutes', () => {
  it('create a LiveStream of the caller and answer it', async () => {
    const stream = await create(ann, {
      title: 'Town hall',
      ladder: 'sd',
      recordingMode: 'never',
      dvrWindowSeconds: 60,
    });
    expect(stream).toMatchObject({
      namespace: bed.namespace,
      name: expect.stringMatching(/^town-hall-[a-z0-9]{4}$/),
      title: 'Town hall',
      visibility: 'public',
      owner: { id: ann.id, username: 'ann', displayName: null },
      state: 'offline',
      viewers: 0,
      thumbnailUrl: null,
      playbackPath: `/live-streams/${bed.namespace}/${stream.name}/master.m3u8`,
      studio: {
        generation: 1,
        isManagedHere: true,
        conditions: [],
        settings: {
          encodingPreset: 'veryfast',
          recordingMode: 'never',
          dvrWindowSeconds: 60,
          recordingRendition: null,
        },
      },
    });
    const { metadata, spec } = await resourceOf(stream);
    expect(metadata).toMatchObject({
      uid: stream.id,
      annotations: { 'kubecast.dev/owner': ann.id },
      labels: { 'app.kubernetes.io/managed-by': 'kubecast-api', 'kubecast.dev/shard': 'api-tests' },
    });
    expect(spec).toMatchObject({ title: 'Town hall', visibility: 'Public', recording: { mode: 'Never' } });
    expect(spec.renditions.map(({ name }) => name)).toEqual(['480p', '360p']);
  });

  it.each([
    ['a part that the CRD does not take', { partMilliseconds: 150 }, 'partMilliseconds'],
    ['a rendition to record that there is not', { recordingRendition: '144p' }, 'recordingRendition'],
    ['an odd height', { renditions: [{ name: '361p', height: 361, videoBitrateKbps: 700 }] }, 'renditions.0.height'],
    [
      'heights that rise',
      { renditions: [360, 720].map((height) => ({ name: `${height}p`, height, videoBitrateKbps: 700 })) },
      'renditions',
    ],
    ['an unknown ladder', { ladder: 'none' }, 'ladder'],
    ['an unknown field', { color: 'red' }, 'color'],
    ['a title of nothing', { title: '  ' }, 'title'],
  ])('name the field of %s', async (_what, fields, field) => {
    const answer = await call('POST', '', { as: ann, body: { title: 'Wrong', ...fields } });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ code: 'RequestInvalid', fields: { [field]: expect.any(String) } });
    expect(answer.json.fields[field]).not.toMatch(/Invalid value|object/);
  });

  it('let others than administrators choose no ladder that needs more than the largest offered, whatever they send first', async () => {
    const user = await bed.api.loginAs();
    const renditions = [2160, 2158].map((height) => ({ name: `${height}p`, height, videoBitrateKbps: 14_000 }));
    const tooMuch = { status: 400, json: { code: 'RequestInvalid', fields: { renditions: expect.any(String) } } };
    const tooSlow = { status: 400, json: { code: 'RequestInvalid', fields: { encodingPreset: expect.any(String) } } };
    expect(await call('POST', '', { as: user, body: { title: 'Large', renditions } })).toMatchObject(tooMuch);
    const slow = await create(user, { title: 'Slow', encodingPreset: 'medium' });
    const large = await create(user, { title: 'Large', ladder: 'ultra-hd' });
    expect(await call('PATCH', `/${slow.id}`, { as: user, body: { renditions } })).toMatchObject(tooMuch);
    expect(await call('PATCH', `/${slow.id}`, { as: user, body: { ladder: 'ultra-hd' } })).toMatchObject(tooSlow);
    expect(await call('PATCH', `/${large.id}`, { as: user, body: { encodingPreset: 'medium' } })).toMatchObject(
      tooSlow,
    );
    const body = { encodingPreset: 'medium', renditions };
    expect((await call('PATCH', `/${large.id}`, { as: admin, body })).status).toBe(200);
    expect((await call('PATCH', `/${large.id}`, { as: user, body: { title: 'Larger' } })).status).toBe(200);
  });

  it('leave to the CRD what is not chosen', async () => {
    const { name, namespace } = await create(await bed.api.loginAs(), { title: 'Plain' });
    const { metadata, spec } = await resourceOf({ name, namespace });
    const managed = metadata.managedFields?.filter(({ manager }) => manager === 'kubecast-api');
    expect(JSON.stringify(managed)).not.toContain('f:height');
    expect(spec.renditions).toMatchObject([1080, 720, 480, 360].map((height) => ({ height })));
  });

  it('change nothing for a former owner, whatever the row says still', async () => {
    const user = await bed.api.loginAs();
    const { id, ...stream } = await create(user, { title: 'Given away' });
    const patch = { metadata: { annotations: { 'kubecast.dev/owner': bob.id } } };
    await bed.client.mergePatch(liveStreamKind, stream, { patch });
    const answers = [
      await call('PATCH', `/${id}`, { as: user, body: { title: 'Still mine' } }),
      await call('POST', `/${id}/end`, { as: user }),
      await call('DELETE', `/${id}`, { as: user }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect((await resourceOf(stream)).spec).toMatchObject({ title: 'Given away', suspend: false });
  });

  it('show a private stream to its owner and administrators alone, and a public one to all', async () => {
    const user = await bed.api.loginAs();
    const hidden = await create(user, { title: 'Hidden', visibility: 'private' });
    const shown = await create(user, { title: 'Shown' });
    const seen = async (path: string, as?: TestUser) => (await call('GET', path, as ? { as } : {})).status;
    expect(await Promise.all([undefined, bob, user, admin].map((as) => seen(`/${hidden.id}`, as)))).toEqual([
      404, 404, 200, 200,
    ]);
    expect(await Promise.all([undefined, bob, user].map((as) => seen(`/${shown.id}`, as)))).toEqual([200, 200, 200]);
    expect((await call('GET', `/${shown.id}`)).json.studio).toBeNull();
    const named = ({ namespace, name }: { namespace: string; name: string }) => `/by-name/${namespace}/${name}`;
    expect((await call('GET', named(shown))).json).toEqual((await call('GET', `/${shown.id}`)).json);
    expect((await call('GET', named(hidden), { as: user })).json).toMatchObject({ id: hidden.id, studio: {} });
    expect(await call('GET', named(hidden), { as: bob })).toMatchObject({ status: 404, json: { code: 'NotFound' } });
    expect((await call('GET', '/by-name/nowhere/none')).status).toBe(404);
    const names = async (query: string, as?: TestUser) =>
      (await call('GET', `?limit=100${query}`, as ? { as } : {})).json.items.map(({ id }: { id: string }) => id);
    expect(await names('', bob)).toContain(shown.id);
    expect(await names('', bob)).not.toContain(hidden.id);
    expect(await names('', admin)).toContain(hidden.id);
    expect((await names('&owner=me', user)).toSorted()).toEqual([hidden.id, shown.id].toSorted());
    expect((await call('GET', '?owner=me')).status).toBe(401);
  });

  it('let the owner and administrators change a stream, and nobody else', async () => {
    const { id } = await create(ann, { title: 'Mine', visibility: 'public' });
    for (const [method, path, body] of [
      ['PATCH', '', { title: 'Theirs' }],
      ['DELETE', ''],
      ['POST', '/end'],
      ['GET', '/ingest'],
      ['POST', '/key'],
    ] as const) {
      expect((await call(method, `/${id}${path}`, { as: bob, ...(body && { body }) })).status).toBe(403);
      expect((await call(method, `/${id}${path}`, body && { body })).status).toBe(401);
    }
    const changed = await call('PATCH', `/${id}`, { as: admin, body: { title: 'Ours', recordingRetentionDays: 7 } });
    expect(changed.json).toMatchObject({ title: 'Ours', studio: { settings: { recordingRetentionDays: 7 } } });
    const again = await call('PATCH', `/${id}`, { as: ann, body: { recordingRetentionDays: null } });
    expect(again.json).toMatchObject({ title: 'Ours', studio: { settings: { recordingRetentionDays: null } } });
    expect((await call('DELETE', `/${id}`, { as: ann })).status).toBe(204);
    expect((await call('GET', `/${id}`, { as: ann })).status).toBe(404);
  });

  it('end a stream and open it again', async () => {
    const { id, ...stream } = await create(await bed.api.loginAs(), { title: 'Ends' });
    const ended = await call('POST', `/${id}/end`, { as: admin });
    expect(ended.json).toMatchObject({ id, isSuspended: true });
    expect((await resourceOf(stream)).spec.suspend).toBe(true);
    const opened = await call('PATCH', `/${id}`, { as: admin, body: { suspended: false } });
    expect(opened.json).toMatchObject({ id, isSuspended: false });
  });

  it('refuse a change upon settings that were changed meanwhile, and not for a new status', async () => {
    const user = await bed.api.loginAs();
    const { id, ...stream } = await create(user, { title: 'First' });
    await tellStatus(bed, await resourceOf(stream), { podName: 'a-pod' });
    const changed = await call('PATCH', `/${id}`, { as: user, body: { title: 'Second', generation: 1 } });
    expect(changed.json).toMatchObject({ title: 'Second', studio: { generation: 2 } });
    const late = await call('PATCH', `/${id}`, { as: user, body: { title: 'Third', generation: 1 } });
    expect(late).toMatchObject({ status: 409, json: { code: 'Conflict' } });
    expect((await resourceOf(stream)).spec.title).toBe('Second');
  });

  it('show what was applied elsewhere, and leave it alone', async () => {
    const elsewhere = await openStreamsBed('api-elsewhere');
    try {
      const annotations = { 'kubecast.dev/owner': ann.id };
      const liveStream = await applyStream(bed, { name: 'yaml', namespace: elsewhere.namespace, annotations });
      await projectLiveStream(bed.postgres.databases.streams, liveStream);
      const path = `/${liveStream.metadata.uid}`;
      const read = await call('GET', path, { as: ann });
      expect(read.json).toMatchObject({ title: 'yaml', studio: { isManagedHere: false } });
      const changed = await call('PATCH', path, { as: ann, body: { title: 'Mine' } });
      expect(changed).toMatchObject({ status: 409, json: { code: 'ManagedElsewhere' } });
      expect((await call('GET', `${path}/ingest`, { as: ann })).json.code).toBe('ManagedElsewhere');
    } finally {
      await elsewhere[Symbol.asyncDispose]();
    }
  });

  it('list those that are live first, in pages that lose and repeat nothing', async () => {
    const user = await bed.api.loginAs();
    const made = [];
    for (const title of ['one', 'two', 'three']) made.push(await create(user, { title }));
    const [first] = made;
    const session = { id: '20261123-040000-abcd', startedAt: '2026-11-23T04:00:00Z', renditions: ['480p', '360p'] };
    const time = { message: '', lastTransitionTime: '2026-11-23T04:00:00Z' };
    const conditions = [{ type: 'Live', status: 'True', reason: 'Live', ...time }];
    const live = await tellStatus(bed, await resourceOf(first), { session, conditions });
    await projectLiveStream(bed.postgres.databases.streams, live);
    const pages = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { json } = await call('GET', `?owner=me&limit=2${cursor && `&cursor=${cursor}`}`, { as: user });
      pages.push(json.items.map(({ id }: { id: string }) => id));
      cursor = json.nextCursor;
    }
    expect(pages.map(({ length }) => length)).toEqual([2, 1]);
    expect(pages.flat().toSorted()).toEqual(made.map(({ id }) => id).toSorted());
    const { json } = await call('GET', '?live=true&owner=me', { as: user });
    expect(json.items).toMatchObject([
      {
        id: first.id,
        state: 'live',
        sessionId: session.id,
        sessionStartedAt: '2026-11-23T04:00:00.000Z',
        availableQualities: ['480p', '360p'],
        thumbnailUrl: `/live-streams/${first.namespace}/${first.name}/thumbnail.jpg`,
      },
    ]);
    expect(pages[0]?.[0]).toBe(first.id);
    expect((await call('GET', '?cursor=bm90LW9uZQ')).json.code).toBe('CursorInvalid');
  });

  it('offer ladders, with whether a node is large enough', async () => {
    const { json } = await call('GET', '/presets', { as: bob });
    expect(json.items[0]).toMatchObject({ id: 'full-hd', cpuMillis: 930, memoryMebibytes: 685 });
    expect(json.items.map(({ fits }: { fits: unknown }) => typeof fits)).toEqual(json.items.map(() => 'boolean'));
  });

  it('say that Kubernetes is away where it is needed, and show what is known without', async () => {
    const user = await bed.api.loginAs();
    const { id } = await create(user, { title: 'Known' });
    const replica = await bed.replica({ cluster: refusingCluster });
    const inject = (method: Method, url: string, payload?: object) =>
      replica.app.inject({ method, url: `/api/streams${url}`, headers: user.headers, ...(payload && { payload }) });
    expect((await inject('POST', '', { title: 'Not made' })).json().code).toBe('ClusterUnavailable');
    expect((await inject('PATCH', `/${id}`, { title: 'Not changed' })).statusCode).toBe(503);
    expect((await inject('GET', '/presets')).statusCode).toBe(503);
    expect((await inject('GET', `/${id}`)).json()).toMatchObject({ title: 'Known', studio: null });
    await replica.close();
  });

  it('know nothing of an id that nobody has', async () => {
    expect((await call('GET', `/${randomUUID()}`)).status).toBe(404);
    expect((await call('DELETE', `/${randomUUID()}`, { as: admin })).status).toBe(404);
    expect((await call('GET', '/no-uuid')).status).toBe(400);
  });
});
