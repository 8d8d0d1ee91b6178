/** The story of a database that was lost: what users see of streams and recordings comes back from the resources alone. */
import { annotations } from '@kubecast/crds/names';
import { type S3Server, startS3Server } from '@kubecast/media/testing/s3-server';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyStream, openStreamsBed, type StreamsBed, tellStatus } from '../routes/streams/testing/streams-bed.ts';
import type { TestApp, TestUser } from '../testing/test-app.ts';
import { completeStatus, conditionOf, testSession } from './testing/resources.ts';
import { applyRecording, startProjection, tellRecording } from './testing/running-projection.ts';

const now = new Date('2026-11-22T20:00:00Z');
const session = { id: testSession, startedAt: '2026-11-22T18:05:00Z', renditions: ['720p', '360p'] };
const patience = { timeoutMs: 60_000, intervalMs: 100 };

let bed: StreamsBed;
let server: S3Server;
let stores: TestApp['dependencies']['stores'];
let api: TestApp;
let ann: TestUser;
let admin: TestUser;

beforeAll(async () => {
  [bed, server] = await Promise.all([openStreamsBed('rebuilt'), startS3Server('minio')]);
  await Promise.all([server.createBucket('recordings'), server.createBucket('vod-videos')]);
  stores = { recordings: server.open('recordings'), videos: server.open('vod-videos') };
  api = await bed.replica({ config: bed.api.config, stores, now: () => now });
  ann = await api.loginAs({ username: 'ann' });
  admin = await api.loginAs({ role: 'admin' });
});

afterAll(async () => {
  await api?.close();
  for (const store of Object.values(stores ?? {})) store.close();
  await Promise.all([bed?.[Symbol.asyncDispose](), server?.stop()]);
});

const project = () => startProjection({ ...bed, databases: bed.postgres.databases, stores });

const applyStreams = async (): Promise<void> => {
  const { namespace } = bed;
  const own = { [annotations.owner]: ann.id };
  const live = await applyStream(bed, { name: 'live', namespace, annotations: own }, { title: 'Town hall' });
  const conditions = [conditionOf('Ready', 'True', 'Ready'), conditionOf('Live', 'True', 'Live')];
  await tellStatus(bed, live, { session, conditions });
  await applyStream(bed, { name: 'hidden', namespace, annotations: own }, { visibility: 'Private', suspend: true });
  await applyStream(bed, { name: 'of-nobody', namespace });
};

const applyRecordings = async (): Promise<void> => {
  const cluster = { ...bed, databases: bed.postgres.databases, stores };
  const source = { liveStream: 'live', session: testSession };
  const whole = await applyRecording(cluster, 'whole', { source, owner: ann.id, title: 'All of it' });
  const prefix = `${bed.namespace}/live/${testSession}/whole/`;
  for (const file of ['video.mp4', 'thumbnail.jpg', 'storyboard.vtt', 'storyboard.jpg']) {
    await stores.recordings.put(prefix + file, file, { contentType: 'x/x' });
  }
  await tellRecording(cluster, whole, completeStatus(prefix, 'video.mp4'.length));
  const range = { from: '2026-11-22T18:06:00Z', to: '2026-11-22T18:07:00Z' };
  const clip = await applyRecording(cluster, 'clip', { source, range, owner: ann.id, visibility: 'Private' });
  await tellRecording(cluster, clip, { conditions: [conditionOf('Failed', 'True', 'NoMedia')] });
};

const paths = ['/api/streams', '/api/streams?owner=me', '/api/streams?live=true', '/api/recordings', '/api/videos'];

const ask = async (path: string, user?: TestUser) => {
  const answer = await api.app.inject({ method: 'GET', url: path, headers: user?.headers ?? {} });
  const { requestId: _ofThisRequest, ...shown } = answer.json();
  return shown;
};

/** All that a user, an administrator or nobody is shown, one's own streams in their details. */
const everythingFor = async (user?: TestUser) => {
  const lists = await Promise.all(paths.map((path) => ask(path, user)));
  const own: readonly { readonly id: string }[] = (await ask('/api/streams?owner=me', ann)).items;
  return [lists, await Promise.all(own.map(({ id }) => ask(`/api/streams/${id}`, user)))];
};

const everything = () => Promise.all([ann, admin, undefined].map(everythingFor));

const countOf = async (path: string, user: TestUser): Promise<number> => (await ask(path, user)).items.length;

/** Until each resource has its row, and the recording its video. */
const waitUntilShown = async (): Promise<void> => {
  await waitFor('streams are shown', async () => (await countOf('/api/streams', admin)) === 3, patience);
  await waitFor('recordings are shown', async () => (await countOf('/api/recordings', admin)) === 2, patience);
  await waitFor('the video is shown', async () => (await countOf('/api/videos', ann)) === 1, patience);
  const states = async () => (await ask('/api/recordings', ann)).items.map(({ state }: { state: string }) => state);
  await waitFor('the states are told', async () => String((await states()).sort()) === 'complete,failed', patience);
  const live = () => countOf('/api/streams?live=true', ann);
  await waitFor('the live one is live', async () => (await live()) === 1, patience);
};

describe('rows that were lost', () => {
  it('come back from the resources, so that everybody is shown what they were shown before', async () => {
    await applyStreams();
    await applyRecordings();
    const first = project();
    await waitUntilShown();
    const before = await everything();
    await first.end();

    await bed.postgres.admin.streams.query('TRUNCATE streams CASCADE');
    await bed.postgres.admin.recordings.query('TRUNCATE recordings CASCADE');
    expect([await countOf('/api/streams', admin), await countOf('/api/recordings', admin)]).toEqual([0, 0]);

    await using _second = project();
    await waitUntilShown();
    expect(await everything()).toEqual(before);
  });
});
