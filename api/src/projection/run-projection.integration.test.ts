import { randomUUID } from 'node:crypto';
import { liveStreamKind } from '@kubecast/crds/livestream';
import { type Recording, recordingKind } from '@kubecast/crds/recording';
import { type S3Server, startS3Server } from '@kubecast/media/testing/s3-server';
import { leases } from '@kubecast/runtime/core-kinds';
import type { KubernetesObject } from '@kubecast/runtime/kubernetes-object';
import { formatMicroTime } from '@kubecast/runtime/micro-time';
import type { ResourceKind } from '@kubecast/runtime/resource-kind';
import { useTestNamespace } from '@kubecast/runtime/testing/use-test-namespace';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPostgres, type TestPostgres } from '../testing/postgres.ts';
import { projectLiveStream } from './project-live-stream.ts';
import { completeStatus, liveStreamResource, testSession } from './testing/resources.ts';
import {
  applyLiveStream,
  applyRecording,
  type ProjectionBed,
  startProjection,
  tellRecording,
} from './testing/running-projection.ts';
import { videoIdFor } from './video-id.ts';

const cluster = useTestNamespace('projection');
const source = { liveStream: 'main', session: testSession };
const patience = { timeoutMs: 60_000, intervalMs: 50 };

let postgres: TestPostgres;
let server: S3Server;
let bed: ProjectionBed;

beforeAll(async () => {
  [postgres, server] = await Promise.all([startPostgres(), startS3Server('minio')]);
  await Promise.all([server.createBucket('recordings'), server.createBucket('vod-videos')]);
  const stores = { recordings: server.open('recordings'), videos: server.open('vod-videos') };
  bed = { client: cluster.client, namespace: cluster.namespace, databases: postgres.databases, stores };
});

afterAll(async () => {
  bed?.stores.recordings.close();
  bed?.stores.videos.close();
  await Promise.all([postgres?.stop(), server?.stop()]);
});

const deleteAll = async <T extends KubernetesObject>(kind: ResourceKind<T>): Promise<void> => {
  const { items } = await bed.client.list(kind, { namespace: bed.namespace });
  for (const { metadata } of items) await bed.client.delete(kind, metadata);
};

beforeEach(async () => {
  await deleteAll(liveStreamKind);
  await deleteAll(recordingKind);
  await postgres.clear();
});

const streams = async (): Promise<readonly string[]> =>
  (await bed.databases.streams.query<{ name: string }>('SELECT name FROM streams ORDER BY name')).rows.map(
    ({ name }) => name,
  );

const streamsAre = (what: string, names: readonly string[]): Promise<unknown> =>
  waitFor(what, async () => String(await streams()) === String(names), patience);

const videoRows = async () => (await bed.databases.vod.query('SELECT * FROM videos')).rows;

const statusFor = (prefix: string) => completeStatus(prefix, 'video.mp4'.length);

/** Puts all its objects into the bucket, and says so. */
const completeOf = async (recording: Recording): Promise<string> => {
  const prefix = `${bed.namespace}/main/${testSession}/${recording.metadata.name}/`;
  for (const file of ['video.mp4', 'thumbnail.jpg', 'storyboard.vtt', 'storyboard.jpg']) {
    await bed.stores.recordings.put(prefix + file, file, { contentType: 'x/x' });
  }
  await tellRecording(bed, recording, statusFor(prefix));
  return prefix;
};

const completeRecording = async (name: string, spec: Partial<Recording['spec']> = {}) => {
  const recording = await applyRecording(bed, name, { source, ...spec });
  return { recording, prefix: await completeOf(recording) };
};

const deleteRecording = async (name: string): Promise<void> => {
  await bed.client.delete(recordingKind, { namespace: bed.namespace, name });
  const left = () => bed.databases.recordings.query('SELECT FROM recordings WHERE name = $1', [name]);
  await waitFor('the row is gone', async () => (await left()).rowCount === 0, patience);
};

describe('runProjection', () => {
  it('shows a stream that a person applied, for as long as it is there', async () => {
    await using _projection = startProjection(bed);
    const owner = randomUUID();
    await applyLiveStream(bed, 'main', { spec: { title: 'By hand' }, annotations: { 'kubecast.dev/owner': owner } });
    await applyLiveStream(bed, 'other', { annotations: { 'kubecast.dev/owner': 'anna' } });
    await streamsAre('both are shown', ['main', 'other']);
    const { rows } = await bed.databases.streams.query('SELECT title, owner_id FROM streams ORDER BY name');
    expect(rows).toEqual([
      { title: 'By hand', owner_id: owner },
      { title: 'other', owner_id: null },
    ]);
    await bed.client.delete(liveStreamKind, { namespace: bed.namespace, name: 'main' });
    await streamsAre('one is gone', ['other']);
  });

  it('begins with what is there, and without what went while nobody looked', async () => {
    const { metadata } = await applyLiveStream(bed, 'main');
    const { namespace } = bed;
    const gone = liveStreamResource({ metadata: { namespace, name: 'gone' } });
    const reused = liveStreamResource({ metadata: { namespace, name: 'main' } });
    const unwatched = liveStreamResource({ metadata: { namespace: 'elsewhere', name: 'kept' } });
    for (const each of [gone, reused, unwatched]) await projectLiveStream(bed.databases.streams, each);
    await using _projection = startProjection(bed);
    await streamsAre('rows are as the resources', ['kept', 'main']);
    const idOfMain = () =>
      bed.databases.streams.query<{ id: string }>('SELECT id FROM streams WHERE name = $1', ['main']);
    await waitFor('the name is the later one’s', async () => (await idOfMain()).rows[0]?.id === metadata.uid, patience);
  });

  it.each([
    ['of another uid', randomUUID()],
    ['of the same uid', undefined],
  ])('replaces a row %s that another cluster left, however high its version', async (_which, other) => {
    const { metadata } = await applyLiveStream(bed, 'main');
    const restored = { ...metadata, uid: other ?? metadata.uid, resourceVersion: '9'.repeat(30) };
    await projectLiveStream(
      bed.databases.streams,
      liveStreamResource({ metadata: restored, spec: { title: 'Restored' } }),
    );
    await using _projection = startProjection(bed);
    const rows = async () => (await bed.databases.streams.query('SELECT id, title FROM streams')).rows;
    const expected = JSON.stringify([{ id: metadata.uid, title: 'main' }]);
    await waitFor('the row is the cluster’s', async () => JSON.stringify(await rows()) === expected, patience);
    await applyLiveStream(bed, 'main', { spec: { title: 'Changed' } });
    await waitFor('it follows', async () => (await rows())[0]?.title === 'Changed', patience);
  });

  it('writes all rows anew after the tables were emptied', async () => {
    await using _projection = startProjection(bed, 200);
    await applyLiveStream(bed, 'main');
    await applyRecording(bed, 'clip', { source });
    await streamsAre('it is shown', ['main']);
    await postgres.clear();
    await streamsAre('it is shown again', ['main']);
    const recordings = async () => (await bed.databases.recordings.query('SELECT FROM recordings')).rowCount;
    await waitFor('the recording is shown again', async () => (await recordings()) === 1, patience);
  });

  it('goes on after Postgres was away', async () => {
    await using projection = startProjection(bed);
    await applyLiveStream(bed, 'before');
    await streamsAre('one is shown', ['before']);
    await postgres.crash();
    await applyLiveStream(bed, 'meanwhile');
    await bed.client.delete(liveStreamKind, { namespace: bed.namespace, name: 'before' });
    const lag = async () =>
      (await projection.registry.getSingleMetric('kubecast_projection_lag_seconds')?.get())?.values;
    await waitFor('it falls behind', async () => (await lag())?.some(({ value }) => value > 0), patience);
    await postgres.resume();
    await streamsAre('the change is shown', ['meanwhile']);
    await waitFor('it is behind no more', async () => (await lag())?.every(({ value }) => value === 0), patience);
  });

  it('hands over to another replica', async () => {
    const first = startProjection(bed);
    await applyLiveStream(bed, 'main');
    await streamsAre('the first shows it', ['main']);
    await using _second = startProjection(bed);
    await first.end();
    await applyLiveStream(bed, 'next');
    await streamsAre('the second shows the next', ['main', 'next']);
  });

  it('leads again after another took the Lease and went', async () => {
    await using projection = startProjection(bed);
    await applyLiveStream(bed, 'main');
    await streamsAre('it is shown', ['main']);
    const lease = { namespace: bed.namespace, name: 'projection' };
    const taken = { holderIdentity: 'another', leaseDurationSeconds: 1, renewTime: formatMicroTime(new Date()) };
    await bed.client.mergePatch(leases, lease, { patch: { spec: taken }, fieldManager: 'another' });
    const holder = async () => (await bed.client.get(leases, lease)).spec?.holderIdentity;
    await waitFor('it leads again', async () => (await holder()) !== 'another', patience);
    await applyLiveStream(bed, 'next');
    await streamsAre('the next is shown', ['main', 'next']);
    const { values = [] } = (await projection.registry.getSingleMetric('kubecast_projection_lag_seconds')?.get()) ?? {};
    expect(values.map(({ labels }) => labels.kind).sort()).toEqual(['LiveStream', 'Recording', 'Video']);
  });

  it('makes one video of a recording that completes, however often it is told', async () => {
    await using projection = startProjection(bed, 200);
    await using _other = startProjection(bed);
    const { recording, prefix } = await completeRecording('town-hall', { title: 'Town hall' });
    await waitFor('the video is there', async () => (await videoRows()).length === 1, patience);
    await tellRecording(bed, recording, { ...statusFor(prefix), segments: 63 });
    await applyRecording(bed, 'town-hall', { source, title: 'Renamed' });
    const renamed = () => bed.databases.recordings.query(`SELECT FROM recordings WHERE title = 'Renamed'`);
    await waitFor('the new title is shown', async () => (await renamed()).rowCount === 1, patience);
    expect(await videoRows()).toEqual([
      expect.objectContaining({ id: videoIdFor(recording.metadata.uid), title: 'Town hall', has_storyboard: true }),
    ]);
    const imported = await projection.registry.getSingleMetric('kubecast_videos_imported_total')?.get();
    expect(imported?.values[0]?.value).toBeLessThanOrEqual(1);
    await deleteRecording('town-hall');
    expect(await videoRows()).toHaveLength(1);
  });

  it('makes a private video of a stream that was made private while it was live', async () => {
    await applyLiveStream(bed, 'main', { spec: { visibility: 'Public' } });
    await using _projection = startProjection(bed);
    const recording = await applyRecording(bed, 'town-hall', { source, visibility: 'Public' });
    await applyLiveStream(bed, 'main', { spec: { visibility: 'Private' } });
    await completeOf(recording);
    await waitFor('the video is there', async () => (await videoRows()).length === 1, patience);
    expect(await videoRows()).toEqual([expect.objectContaining({ visibility: 'private' })]);
  });

  it('imports a recording whose status was mended', async () => {
    await using _projection = startProjection(bed);
    const recording = await applyRecording(bed, 'town-hall', { source });
    await tellRecording(bed, recording, statusFor('elsewhere/main/'));
    const complete = () => bed.databases.recordings.query(`SELECT FROM recordings WHERE state = 'complete'`);
    await waitFor('it is seen to be complete', async () => (await complete()).rowCount === 1, patience);
    await completeOf(recording);
    await waitFor('the video is there', async () => (await videoRows()).length === 1, patience);
  });

  it('imports what completed while nobody looked, and finishes a deletion that was cut off', async () => {
    const { recording } = await completeRecording('town-hall');
    const id = videoIdFor(recording.metadata.uid);
    const first = startProjection(bed);
    await waitFor('the video is there', async () => (await videoRows()).length === 1, patience);
    await first.end();
    await bed.databases.vod.query('UPDATE videos SET deleted_at = now()');
    await using _second = startProjection(bed);
    await waitFor('its objects are gone', async () => (await videoRows())[0]?.objects_deleted_at !== null, patience);
    expect(await bed.stores.videos.head(`${id}/video.mp4`)).toBeUndefined();
    expect(await videoRows()).toHaveLength(1);
  });
});
