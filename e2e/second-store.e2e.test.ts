/** Any S3 server by the chart's values: the story, short, with versitygw in MinIO's place. */
import { ObjectStore } from '@kubecast/media/object-store';
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
import { listAll } from './src/stream-store.ts';

const name = 'elsewhere';
const ladder = ['360p', '240p', '144p'];

describe('a release with versitygw as its object store', () => {
  let cluster: TestCluster;
  let server: S3Server;
  let store: ObjectStore;
  let release: SecondRelease;
  let web: PortForward;
  let encoder: Encoder | undefined;
  let edge: LiveEdgeClient;

  beforeAll(async () => {
    cluster = await TestCluster.open('second');
    server = await startS3Server('versitygw', hostAddressFor(await cluster.nodeAddress()));
    const { accessKeyId, secretAccessKey } = await server.credentials();
    release = await installSecondRelease(cluster, { endpoint: server.location.endpoint, accessKeyId, secretAccessKey });
    store = new ObjectStore({
      location: { ...server.location, bucket: 'live-segments' },
      credentials: server.credentials,
    });
    web = await forwardPort(cluster.namespace, 'service/second-web', 80);
    edge = new LiveEdgeClient(cluster.namespace, name, web.url);
  });

  afterAll(async () => {
    await encoder?.leave();
    await web?.stop();
    store?.close();
    await release?.remove();
    await cluster?.close();
    await server?.stop();
  });

  it('serves a live stream whose media is in that store', async () => {
    encoder = startEncoder(await cluster.start(name, { ingest: ownPort }, release.shard));
    await cluster.waitForCondition(name, { type: 'Live', status: 'True' });
    await waitFor('the playlists have begun', async () => (await edge.playlist('360p')).segments.length >= 2);
    expect(await followPlaylists(edge, ladder, 3)).toEqual([]);
    await cluster.waitForCondition(name, { type: 'StorageHealthy', status: 'True', reason: 'UploadsKeepUp' });
    const keys = (await listAll(store, `${cluster.namespace}/${name}/`)).map(({ key }) => key);
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
});
