import { liveStreamLabel } from '@kubecast/crds/names';
import { openAccess } from '@kubecast/runtime/cluster-access';
import { pods, secrets, services } from '@kubecast/runtime/core-kinds';
import { type Fault, type FaultProxy, startFaultProxy } from '@kubecast/runtime/testing/fault-proxy';
import { silenceAfter } from '@kubecast/runtime/testing/stream-faults';
import { testClusterAccess } from '@kubecast/runtime/testing/test-cluster';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionFixture } from './testing/pod-fixture.ts';
import { StreamTestBed } from './testing/stream-test-bed.ts';

let bed: StreamTestBed;
let proxy: FaultProxy;

beforeAll(async () => {
  bed = await StreamTestBed.open('faults');
  proxy = await startFaultProxy(testClusterAccess());
  await bed.startOperator({ access: openAccess(proxy.url) });
});

afterAll(async () => {
  await bed.close();
  await proxy.close();
});

const creating = (plural: string): Fault['matches'] => {
  const path = `/api/v1/namespaces/${bed.namespace}/${plural}`;
  return (request) => request.method === 'POST' && request.path === path;
};

/** All of the stream's pods, those that were told to go as well. */
const podCount = async (name: string): Promise<number> => {
  const { items } = await bed.client.list(pods, {
    namespace: bed.namespace,
    labelSelector: `${liveStreamLabel}=${name}`,
  });
  return items.length;
};

describe('the LiveStream controller behind a bad network', () => {
  it('makes one pod when the answer to its creation is lost', async () => {
    proxy.inject({ matches: creating('pods'), effect: { type: 'break', when: 'after' } });
    await bed.apply('answer-lost');
    const pod = await bed.pod('answer-lost');
    await bed.makeReady(pod);
    await bed.waitForReason('answer-lost', 'Ready', 'Listening');
    expect(await podCount('answer-lost')).toBe(1);
  });

  it('makes one set of credentials when the answer to their creation is lost', async () => {
    proxy.inject({ matches: creating('secrets'), effect: { type: 'break', when: 'after' } });
    await bed.apply('secret-lost');
    const pod = await bed.pod('secret-lost');
    const secret = await bed.client.get(secrets, { namespace: bed.namespace, name: 'secret-lost-ingest' });
    await bed.makeReady(pod);
    await bed.waitForReason('secret-lost', 'Ready', 'Listening');
    const later = await bed.client.get(secrets, { namespace: bed.namespace, name: 'secret-lost-ingest' });
    expect(later.metadata.resourceVersion).toBe(secret.metadata.resourceVersion);
  });

  it('makes one pod when its informer hears nothing for a while', async () => {
    proxy.silenceWatches();
    await bed.apply('unheard');
    proxy.cutWatches();
    await bed.pod('unheard');
    proxy.silenceWatches();
    await bed.apply('unheard', { title: 'Another' });
    proxy.cutWatches();
    await waitFor('the change is seen', async () => {
      const { metadata, status } = await bed.get('unheard');
      return status?.observedGeneration === metadata.generation;
    });
    expect(await podCount('unheard')).toBe(1);
  });

  it('makes nothing for a LiveStream whose end its informer has not heard of', async () => {
    await bed.apply('ghost');
    const pod = await bed.pod('ghost');
    const watchesStreams: Fault['matches'] = ({ isWatch, path }) => isWatch && path.endsWith('/livestreams');
    const watchesBefore = proxy.requests.filter(watchesStreams).length;
    proxy.inject({ matches: watchesStreams, effect: { type: 'stream', fault: silenceAfter(0) } });
    proxy.cutWatches();
    await waitFor('the silent watch', () => proxy.requests.filter(watchesStreams).length > watchesBefore);
    const asked = () => proxy.requests.filter(({ path }) => path.endsWith('/livestreams/ghost')).length;
    const askedBefore = asked();
    await bed.delete('ghost');
    await bed.waitForGone(pods, pod.metadata.name);
    await waitFor('the operator asks whether the LiveStream is there', () => asked() > askedBefore);
    expect(await podCount('ghost')).toBe(0);
    await bed.waitForGone(secrets, 'ghost-transcoder');
    await bed.waitForGone(services, 'ghost-srt');
    proxy.cutWatches();
  });

  it.each([
    ['429 with Retry-After', { status: 429, headers: { 'retry-after': '1' } }],
    ['500', { status: 500 }],
  ])('goes on after %s', async (what, answer) => {
    const name = `answer-${what.slice(0, 3)}`;
    proxy.inject({ matches: creating('pods'), effect: { type: 'answer', ...answer }, times: 2 });
    await bed.apply(name);
    await bed.pod(name);
  });

  it('leaves a live stream alone while the API server is away, and tells what happened when it is back', async () => {
    await bed.apply('away');
    const pod = await bed.pod('away');
    const address = await bed.makeReady(pod, sessionFixture());
    await bed.waitForReason('away', 'Live', 'Live');
    proxy.setAway(true);
    bed.say(address, sessionFixture({ phase: 'Reconnecting' }));
    await bed.apply('away', { encoding: { preset: 'fast' } });
    proxy.setAway(false);
    await bed.waitForReason('away', 'Live', 'Reconnecting');
    await bed.waitForReason('away', 'Reconciling', 'ChangeWaitsForIdle');
    expect((await bed.pod('away')).metadata.uid).toBe(pod.metadata.uid);
  });
});
