import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useTestPostgres } from '../testing/use-test-postgres.ts';
import { forgetLiveStream, projectLiveStream, streamRows } from './project-live-stream.ts';
import { projectRecording } from './project-recording.ts';
import { completeStatus, conditionOf, liveStreamResource, recordingResource } from './testing/resources.ts';

const postgres = useTestPostgres();

beforeEach(() => postgres.clear());

const uid = randomUUID();

const version = (resourceVersion: string, title = `of ${resourceVersion}`, id = uid) =>
  liveStreamResource({ metadata: { uid: id, resourceVersion }, spec: { title } });

const write = (...objects: readonly ReturnType<typeof version>[]): Promise<unknown> =>
  objects.reduce<Promise<unknown>>(
    (before, object) => before.then(() => projectLiveStream(postgres.databases.streams, object)),
    Promise.resolve(),
  );

const shown = async () =>
  (await postgres.databases.streams.query('SELECT id, title, resource_version::text AS version FROM streams')).rows;

describe('projectedRows', () => {
  it.each([
    ['9', '10', '10'],
    ['10', '9', '10'],
    ['99999999999999999999', '100000000000000000000', '100000000000000000000'],
    ['10', 'opaque', '0'],
    ['opaque', '10', '10'],
  ])('shows after versions %s and %s the newer', async (first, second, last) => {
    await write(version(first), version(second));
    expect(await shown()).toEqual([expect.objectContaining({ version: last })]);
  });

  it('shows the newest when many write at once', async () => {
    const versions = Array.from({ length: 20 }, (_, index) => String(index + 1));
    await Promise.all(versions.map((each) => write(version(each))));
    expect(await shown()).toEqual([{ id: uid, title: 'of 20', version: '20' }]);
  });

  it('tells nobody of a change that changes nothing', async () => {
    const updatedAt = async () =>
      (await postgres.databases.streams.query<{ updated_at: Date }>('SELECT updated_at FROM streams')).rows[0]
        ?.updated_at;
    const heard: unknown[] = [];
    await using listener = await listenTo('kubecast_streams', (payload) => heard.push(payload));
    await write(version('1', 'same'));
    const before = await updatedAt();
    await write(version('1', 'same'), version('2', 'same'));
    expect(await updatedAt()).toEqual(before);
    expect((await shown())[0]).toMatchObject({ version: '2' });
    await write(version('3', 'other'));
    await listener.caughtUp();
    expect(await updatedAt()).not.toEqual(before);
    expect(heard).toHaveLength(2);
  });

  it('gives a name that is used again to the later resource, whatever comes first', async () => {
    const [older, later] = [version('5', 'older', randomUUID()), version('7', 'later', randomUUID())];
    await write(older, later);
    expect(await shown()).toEqual([expect.objectContaining({ title: 'later' })]);
    await write(older);
    expect(await shown()).toEqual([expect.objectContaining({ title: 'later' })]);
    await postgres.clear();
    await Promise.all([write(later), write(older), write(later)]);
    await write(later);
    expect(await shown()).toEqual([expect.objectContaining({ title: 'later' })]);
  });

  it('tells of a name that is used again at once, without a time in which nobody has it', async () => {
    await write(version('5', 'older', randomUUID()));
    const heard: unknown[] = [];
    await using listener = await listenTo('kubecast_streams', (payload) => heard.push(payload));
    const { streams } = postgres.databases;
    const query = vi.spyOn(streams, 'query');
    await write(version('7', 'later'));
    expect(query).toHaveBeenCalledTimes(1);
    query.mockRestore();
    await listener.caughtUp();
    expect(heard).toHaveLength(2);
    expect(await shown()).toEqual([expect.objectContaining({ title: 'later' })]);
  });

  it('fails no statement when an older resource asks for a name', async () => {
    await write(version('7', 'later', randomUUID()));
    const { streams } = postgres.databases;
    const query = vi.spyOn(streams, 'query');
    await write(version('5', 'older'));
    expect(query).toHaveBeenCalledTimes(1);
    query.mockRestore();
    expect(await shown()).toEqual([expect.objectContaining({ title: 'later' })]);
  });

  it('forgets a row only as it was read', async () => {
    const { streams } = postgres.databases;
    await write(version('90000'));
    const [read] = await streamRows.named(streams, 'live', 'main');
    if (!read) throw new Error('There is a row');
    await write(version('90001'));
    await streamRows.forgetVersion(streams, read);
    expect(await shown()).toEqual([expect.objectContaining({ version: '90001' })]);
    await streamRows.forgetVersion(streams, { ...read, resource_version: '90001' });
    expect(await shown()).toEqual([]);
  });

  it('forgets a resource, and one that is not there', async () => {
    await write(version('1'));
    await forgetLiveStream(postgres.databases.streams, uid);
    await forgetLiveStream(postgres.databases.streams, uid);
    expect(await shown()).toEqual([]);
  });

  it('lists the versions of the namespaces that are asked for', async () => {
    const elsewhere = liveStreamResource({ metadata: { namespace: 'prod', uid: randomUUID() } });
    await write(version('1'));
    await projectLiveStream(postgres.databases.streams, elsewhere);
    const { streams } = postgres.databases;
    const names = async (namespaces: readonly string[]) =>
      (await streamRows.versions(streams, namespaces)).map(({ namespace }) => namespace).sort();
    expect(await names([])).toEqual(['live', 'prod']);
    expect(await names(['prod', 'none'])).toEqual(['prod']);
    expect(await streamRows.named(streams, 'live', 'main')).toEqual([
      { id: uid, namespace: 'live', name: 'main', resource_version: '1' },
    ]);
  });

  it('holds whatever the API server lets through', async () => {
    const conditions = [conditionOf('Live', 'True', 'Live', 'nul \u0000, quotes " \' and {a,b}')];
    const renditions = ['720p', 'a"b', '{c,d}'];
    const session = { id: '20261122-180500-a1b2', startedAt: '0000-01-01T00:00:00Z', renditions };
    const metadata = { uid, annotations: { 'kubecast.dev/owner': "'; DROP TABLE streams" } };
    await write(liveStreamResource({ metadata, spec: { title: 'nul \u0000' }, status: { conditions, session } }));
    const { rows } = await postgres.databases.streams.query(
      'SELECT title, owner_id, available_qualities, conditions FROM streams',
    );
    const message = 'nul , quotes " \' and {a,b}';
    expect(rows).toEqual([
      { title: 'nul', owner_id: null, available_qualities: renditions, conditions: [{ ...conditions[0], message }] },
    ]);
  });

  it('shows recordings as well', async () => {
    const range = { from: '2026-11-22T18:05:10Z', to: '0000-01-01T00:00:00Z' };
    const recording = recordingResource({ metadata: { uid }, spec: { range }, status: completeStatus('live/main/') });
    await projectRecording(postgres.databases.recordings, recording);
    const { rows } = await postgres.databases.recordings.query(
      'SELECT id, state, duration_seconds, gaps FROM recordings',
    );
    const gaps = [{ at: '2026-11-22T18:06:00Z', seconds: 5 }];
    expect(rows).toEqual([{ id: uid, state: 'complete', duration_seconds: 125.4, gaps }]);
  });
});

/** What is notified on a channel. `caughtUp` resolves when all that was notified before has been heard. */
const listenTo = async (channel: string, hear: (payload: string | undefined) => void) => {
  const client = await postgres.databases.streams.connect();
  const marker = randomUUID();
  const marked = Promise.withResolvers<void>();
  client.on('notification', ({ payload }) => (payload === marker ? marked.resolve() : hear(payload)));
  await client.query(`LISTEN ${channel}`);
  return {
    caughtUp: async (): Promise<void> => {
      await postgres.databases.streams.query('SELECT pg_notify($1, $2)', [channel, marker]);
      await marked.promise;
    },
    [Symbol.asyncDispose]: async (): Promise<void> => {
      await client.query(`UNLISTEN ${channel}`);
      client.release(true);
    },
  };
};
