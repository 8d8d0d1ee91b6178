/** What a platform engineer reads: `kubectl get` and `kubectl describe` of a stream in each of its states, and the way out. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { secrets, services } from '@kubecast/runtime/core-kinds';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownPort, TestCluster } from './src/cluster.ts';
import { type Encoder, startEncoder } from './src/encoder.ts';
import { LiveEdgeClient } from './src/live-edge-client.ts';
import { kubectl } from './src/stream-credentials.ts';

/** The outputs are kept here, for whoever wants to read them. */
const outputDirectory = join(import.meta.dirname, '..', 'dist', 'e2e');

const ownCredentials = { srt: { credentialsSecretRef: { name: 'own-encoder' } } };

describe('kubectl', () => {
  let cluster: TestCluster;
  let encoder: Encoder | undefined;

  beforeAll(async () => {
    cluster = await TestCluster.open('conditions');
    await mkdir(outputDirectory, { recursive: true });
  });

  afterAll(async () => {
    await encoder?.leave();
    await cluster?.close();
  });

  const columnsOf = async (name: string): Promise<readonly string[]> => {
    const [columns = '', values = ''] = (await kubectl('get', 'livestream', name, '-n', cluster.namespace)).split('\n');
    const described = await kubectl('describe', 'livestream', name, '-n', cluster.namespace);
    await writeFile(join(outputDirectory, `${name}.txt`), `${columns}\n${values}\n\n${described}`);
    return values.split(/\s{2,}/);
  };

  it('shows an idle stream that listens, with the address for its encoder', async () => {
    const target = await cluster.start('idle');
    expect(await columnsOf('idle')).toEqual(expect.arrayContaining(['idle', 'True', 'Listening', 'Idle']));
    const { status } = await cluster.stream('idle');
    expect(status?.ingest?.url).toBe(`srt://${target.host}:${target.port}?streamid=${target.streamId}`);
    expect(JSON.stringify(status)).not.toContain(target.passphrase);
  });

  it('shows a live stream with a port of its own, with its session and source', async () => {
    encoder = startEncoder(await cluster.start('live', { ingest: ownPort }));
    await cluster.waitForCondition('live', { type: 'Live', status: 'True' });
    await cluster.waitForCondition('live', { type: 'IngestHealthy', status: 'True', reason: 'SourceAsAsked' });
    await cluster.waitForCondition('live', { type: 'StorageHealthy', status: 'True' });
    const { metadata, status } = await cluster.stream('live');
    const service = await cluster.client.get(services, { namespace: cluster.namespace, name: `${metadata.name}-srt` });
    expect(status?.ingest?.port).toBe(service.spec?.ports?.[0]?.nodePort);
    expect(await columnsOf('live')).toEqual(expect.arrayContaining(['True', 'Live', status?.session?.id]));
    expect(status?.session?.source).toEqual({
      videoCodec: 'h264',
      width: 640,
      height: 360,
      frameRate: 30,
      audioCodec: 'aac',
    });
    await encoder.leave();
  });

  it('shows a suspended stream that has no pod, and a resumed one that has, by the same way in as others', async () => {
    const { host, port } = await cluster.start('suspended');
    const { status } = await cluster.stream('idle');
    expect(status?.ingest).toMatchObject({ host, port });
    await cluster.apply('suspended', { suspend: true });
    await cluster.waitForCondition('suspended', { type: 'Ready', status: 'False', reason: 'Suspended' });
    const hasNoPod = async () => !(await cluster.ownedBy('suspended')).some((owned) => owned.startsWith('Pod/'));
    await waitFor('the pod is gone', hasNoPod, { timeoutMs: 90_000, intervalMs: 500 });
    expect(await columnsOf('suspended')).toEqual(expect.arrayContaining(['False', 'Suspended']));
    await cluster.apply('suspended', { suspend: false });
    await cluster.waitForCondition('suspended', { type: 'Ready', status: 'True' });
  });

  it('shows a stalled stream whose Secret is missing, and goes on by itself when it is there', async () => {
    await cluster.apply('stalled', { ingest: ownCredentials });
    const stalled = await cluster.waitForCondition('stalled', { type: 'Stalled', status: 'True' });
    expect(stalled).toMatchObject({ reason: 'SecretNotFound', message: expect.stringContaining('own-encoder') });
    expect(await columnsOf('stalled')).toEqual(expect.arrayContaining(['False']));
    await cluster.client.create(secrets, {
      ...{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'own-encoder', namespace: cluster.namespace } },
      stringData: { streamId: cluster.namespace, passphrase: 'a-passphrase-of-our-own' },
    });
    const target = await cluster.waitForTarget('stalled');
    expect(target).toMatchObject({ streamId: cluster.namespace, passphrase: 'a-passphrase-of-our-own' });
  });

  it('gets a private stream refused to whoever has no grant', async () => {
    await cluster.apply('private', { visibility: 'Private' });
    const edge = new LiveEdgeClient(cluster.namespace, 'private');
    await waitFor('the edge knows the stream', async () => (await edge.status('master.m3u8')) !== 404);
    expect(await edge.status('master.m3u8')).toBe(403);
    expect(await edge.status('360p/playlist.m3u8')).toBe(403);
    expect(await edge.status('thumbnail.jpg')).toBe(403);
  });
});
