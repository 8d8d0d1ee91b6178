/** Rows follow resources, whoever writes these and whatever is killed meanwhile; and media never waits for the api or Postgres. */
import { liveStreamKind } from '@kubecast/crds/livestream';
import { annotations } from '@kubecast/crds/names';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aimAtComponent } from './chaos/kill-component.ts';
import { problemAnswer, type StreamAnswer, streamAnswer, streamListAnswer } from './src/api-answers.ts';
import { ApiClient } from './src/api-client.ts';
import { ApiUser } from './src/api-user.ts';
import { apiNamespace, TestCluster } from './src/cluster.ts';
import { type Encoder, startEncoder } from './src/encoder.ts';
import { LiveEdgeClient } from './src/live-edge-client.ts';
import { kubectl } from './src/stream-credentials.ts';
import { openBundledStore, type StreamStore } from './src/stream-store.ts';
import { postgresWorkload, withoutWorkload } from './src/without-workload.ts';

const name = 'applied';
const anyone = new ApiClient();
const patient = { timeoutMs: 60_000, intervalMs: 250 };
/** A pod that was killed, a Job's pod. */
const veryPatient = { timeoutMs: 180_000, intervalMs: 500 };

describe('the api', () => {
  let cluster: TestCluster;
  let store: StreamStore;
  let owner: ApiUser;
  let encoder: Encoder | undefined;

  beforeAll(async () => {
    cluster = await TestCluster.open('api-faults');
    store = await openBundledStore(cluster);
    owner = await ApiUser.register('faults');
  });

  afterAll(async () => {
    await encoder?.leave();
    await store?.close();
    // The owner can only be removed by an api that answers, which is what a failed test may have left without.
    await cluster?.close().finally(() => owner?.remove());
  });

  const listed = async (stream: string): Promise<StreamAnswer | undefined> => {
    const items = await anyone.readAll(streamListAnswer, '/streams');
    return items.find((item) => item.namespace === cluster.namespace && item.name === stream);
  };

  const ownedResources = async (): Promise<readonly string[]> => {
    const { items } = await cluster.client.list(liveStreamKind, { namespace: apiNamespace });
    const own = items.filter(({ metadata }) => metadata.annotations?.[annotations.owner] === owner.id);
    return own.map(({ metadata }) => metadata.uid ?? '').toSorted();
  };

  it('shows a stream that was applied, and whose it is, and leaves it alone', async () => {
    await cluster.apply(name, { title: 'Applied', reconnect: { graceSeconds: 5 } });
    const stream = await waitFor('the stream is listed', () => listed(name), patient);
    expect(stream).toMatchObject({ title: 'Applied', owner: null });
    await kubectl('annotate', 'livestream', name, '-n', cluster.namespace, `${annotations.owner}=${owner.id}`);
    const hasOwner = async () => (await listed(name))?.owner?.username === owner.username;
    await waitFor('the stream has its owner', hasOwner, patient);
    const answer = await owner.ask('PATCH', `/streams/${stream.id}`, { title: 'Mine' });
    expect([answer.status, problemAnswer.parse(answer.json).code]).toEqual([409, 'ManagedElsewhere']);
  });

  it('shows one no more that was deleted', async () => {
    await cluster.apply('passing');
    const { id } = await waitFor('the stream is listed', () => listed('passing'), patient);
    await cluster.delete('passing');
    const isGone = async () => (await anyone.status('GET', `/streams/${id}`)) === 404;
    await waitFor('the stream is nothing to the api', isGone, patient);
  });

  it('has a row for each resource after all of it was killed while it made some', async () => {
    const gun = await aimAtComponent(cluster, 'api');
    const asked = ['one', 'two', 'three'].map((title) => owner.ask('POST', '/streams', { title, ladder: 'single' }));
    await waitFor('the first is made', async () => (await ownedResources()).length > 0, { ...patient, intervalMs: 1 });
    await gun.kill();
    const answers = await Promise.all(asked);
    for (const { status } of answers) expect([201, 503]).toContain(status);
    const isBack = async () => (await anyone.status('GET', '/streams')) === 200;
    await waitFor('the api answers again', isBack, veryPatient);
    const answered = answers.filter(({ status }) => status === 201).map(({ json }) => streamAnswer.parse(json).id);
    const resources = await ownedResources();
    expect(resources).toEqual(expect.arrayContaining(answered));
    const rows = async () =>
      (await owner.streams()).filter(({ namespace }) => namespace === apiNamespace).map(({ id }) => id);
    await waitFor(
      `the rows are ${resources}`,
      async () => (await rows()).toSorted().join() === resources.join(),
      veryPatient,
    );
  });

  it('is not needed to stream, to watch and to record, nor is Postgres; and it catches up', async () => {
    encoder = startEncoder(await cluster.waitForTarget(name));
    await cluster.waitForCondition(name, { type: 'Live', status: 'True' });
    const edge = new LiveEdgeClient(cluster.namespace, name);
    const last = async () => (await edge.playlist('360p')).segments.at(-1)?.sequence ?? 0;
    const stored = async () => (await store.list(`${cluster.namespace}/${name}/`)).length;
    await waitFor('it is watched', last, patient);
    await withoutWorkload(cluster, postgresWorkload, async () => {
      const answer = await waitFor(
        'the api says that it cannot',
        async () => {
          const now = await anyone.ask('GET', '/streams');
          return now.status === 503 && now;
        },
        patient,
      );
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(['ApiUnavailable', 'DatabaseUnavailable']).toContain(problemAnswer.parse(answer.json).code);
      const [sequence, objects] = [await last(), await stored()];
      await waitFor('there is more to watch', async () => (await last()) > sequence + 2, patient);
      await waitFor('there is more in the bucket', async () => (await stored()) > objects + 2, patient);
      await cluster.start('meanwhile');
    });
    await waitFor(
      'what was applied meanwhile is listed',
      () => listed('meanwhile').catch(() => undefined),
      veryPatient,
    );
    const { session } = (await cluster.stream(name)).status ?? {};
    expect(await listed(name)).toMatchObject({ state: 'live', sessionId: session?.id });
    const { segments } = await edge.playlist('360p');
    expect(new Set(segments.map(({ discontinuity }) => discontinuity)).size).toBe(1);
  });

  it('makes a video of the session that outlived it', async () => {
    await encoder?.leave();
    const recording = await waitFor(
      'the recording became a video',
      async () => (await owner.recordings()).find(({ state, videoId }) => state === 'complete' && videoId !== null),
      veryPatient,
    );
    expect(recording).toMatchObject({ streamName: name, namespace: cluster.namespace, missingSegments: 0, gaps: [] });
    expect((await owner.videos()).map(({ id }) => id)).toEqual([recording.videoId]);
  });
});
