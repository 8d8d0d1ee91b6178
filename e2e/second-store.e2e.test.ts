/** Any S3 server by the chart's values: the story, short, with versitygw in MinIO's place. */
import { recordingFiles, sessionRecordingName } from '@kubecast/media/recording-keys';
import { type S3Server, startS3Server } from '@kubecast/media/testing/s3-server';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownPort, TestCluster } from './src/cluster.ts';
import { type Encoder, startEncoder } from './src/encoder.ts';
import { hostAddressFor } from './src/host-address.ts';
import { LiveEdgeClient } from './src/live-edge-client.ts';
import { followPlaylists } from './src/playlist-follower.ts';
import { forwardPort, type PortForward } from './src/port-forward.ts';
import { installSecondRelease, type SecondRelease } from './src/second-release.ts';
import { listAll, openStores } from './src/stream-store.ts';
import { TestRecordings } from './src/test-recordings.ts';

const name = 'elsewhere';
const ladder = ['360p', '240p', '144p'];

describe('a release with versitygw as its object store', () => {
  let cluster: TestCluster;
  let server: S3Server;
  let recordings: TestRecordings;
  let release: SecondRelease;
  let web: PortForward;
  let encoder: Encoder | undefined;
  let edge: LiveEdgeClient;

  beforeAll(async () => {
    cluster = await TestCluster.open('second');
    server = await startS3Server('versitygw', hostAddressFor(await cluster.nodeAddress()));
    const { accessKeyId, secretAccessKey } = await server.credentials();
    release = await installSecondRelease(cluster, { endpoint: server.location.endpoint, accessKeyId, secretAccessKey });
    recordings = new TestRecordings(cluster, openStores(server));
    web = await forwardPort(cluster.namespace, 'service/second-web', 80);
    edge = new LiveEdgeClient(cluster.namespace, name, web.url);
  });

  afterAll(async () => {
    await encoder?.leave();
    await web?.stop();
    await deleteAll().catch((error) => console.error(error));
    await recordings?.close();
    await release?.remove();
    await cluster?.close();
    await server?.stop();
  });

  /** The release's operator is the only one that takes care of these, and it goes. */
  const deleteAll = async (): Promise<void> => {
    await cluster.delete(name);
    await cluster.waitForGone(name);
    await recordings.deleteAll();
  };

  it('serves a live stream whose media is in that store', async () => {
    encoder = startEncoder(await cluster.start(name, { ingest: ownPort }, release.shard));
    await cluster.waitForCondition(name, { type: 'Live', status: 'True' });
    await waitFor('the playlists have begun', async () => (await edge.playlist('360p')).segments.length >= 2);
    expect(await followPlaylists(edge, ladder, 3)).toEqual([]);
    await cluster.waitForCondition(name, { type: 'StorageHealthy', status: 'True', reason: 'UploadsKeepUp' });
    const keys = (await listAll(recordings.stores.liveSegments, `${cluster.namespace}/${name}/`)).map(({ key }) => key);
    expect(keys.filter((key) => key.endsWith('.m4s')).length).toBeGreaterThan(ladder.length * 3);
    expect(keys).toContain(`${cluster.namespace}/${name}/epochs/000001.json`);
  });

  it('plays the session from that store alone when the pod is gone', async () => {
    await encoder?.leave();
    await cluster.apply(name, { ingest: ownPort, suspend: true }, release.shard);
    await waitFor('the playlist ends', async () => (await edge.playlist('360p')).ended, { timeoutMs: 90_000 });
    const hasNoPod = async () => !(await cluster.ownedBy(name)).some((owned) => owned.startsWith('Pod/'));
    await waitFor('the pod is gone', hasNoPod, { timeoutMs: 90_000, intervalMs: 500 });
    for (const { uri } of (await edge.playlist('144p')).segments) {
      expect((await edge.bytes(edge.segmentUrl('144p', uri))).length).toBeGreaterThan(1_000);
    }
  });

  it('makes the video of the session in that store, and removes it with its Recording', async () => {
    const { id = '' } = (await cluster.stream(name)).status?.session ?? {};
    const recording = await recordings.waitForComplete(sessionRecordingName(name, id));
    expect((await recordings.file(recording, 'video')).length).toBe(recording.status?.sizeBytes);
    await recordings.delete(recording.metadata.name);
    expect(await recordings.filesOf(recording)).toEqual([recordingFiles.tombstone]);
  });
});
