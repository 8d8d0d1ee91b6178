import { liveStreamKind } from '@kubecast/crds/livestream';
import { annotations } from '@kubecast/crds/names';
import { pods, secrets, services } from '@kubecast/runtime/core-kinds';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeSecret } from '../credentials/secret-data.ts';
import { sessionFixture } from './testing/pod-fixture.ts';
import type { RunningOperator } from './testing/running-operator.ts';
import { StreamTestBed } from './testing/stream-test-bed.ts';

let bed: StreamTestBed;
let operator: RunningOperator;

beforeAll(async () => {
  bed = await StreamTestBed.open('livestream');
  operator = await bed.startOperator();
});

afterAll(() => bed.close());

const secretNamed = (name: string) => bed.client.get(secrets, { namespace: bed.namespace, name });

/** A pod with a running session. */
const goLive = async (name: string) => {
  const pod = await bed.pod(name);
  const address = await bed.makeReady(pod, sessionFixture());
  await bed.waitForReason(name, 'Live', 'Live');
  return { pod, address };
};

describe('createLiveStreamReconcile', () => {
  it('makes Secrets, Service and pod, and is ready when the pod is', async () => {
    await bed.apply('main');
    const pod = await bed.pod('main');
    const ingest = await secretNamed('main-ingest');
    const streamId = decodeSecret(ingest.data, 'streamId');
    expect(streamId).toMatch(/^main-[\w-]{22}$/);
    expect(decodeSecret(ingest.data, 'passphrase')).toMatch(/^[\w-]{32}$/);
    expect(decodeSecret((await secretNamed('main-transcoder')).data, 'accessKeyId')).toBe('test-id');
    expect(pod.metadata.annotations?.[annotations.streamId]).toBe(streamId);
    const service = await bed.client.get(services, { namespace: bed.namespace, name: 'main-srt' });
    expect(service.spec?.ports?.[0]).toMatchObject({ port: 8890, protocol: 'UDP' });

    await bed.makeReady(pod);
    await bed.waitForReason('main', 'Ready', 'Listening');
    const { status } = await bed.get('main');
    expect(status?.ingest?.url).toBe(`srt://main-srt.${bed.namespace}.svc:8890?streamid=${streamId}`);
    expect(status?.podName).toBe(pod.metadata.name);
    expect(status?.playback?.path).toBe(`/live-streams/${bed.namespace}/main/master.m3u8`);
    expect(status?.conditions?.some(({ type }) => type === 'Reconciling' || type === 'Stalled')).toBe(false);
  });

  it('adopts everything without a write after a restart, and in a steady state', async () => {
    await bed.apply('adopted');
    await goLive('adopted');
    const before = await bed.get('adopted');
    await operator.stop();
    const feedsBefore = bed.feed.authorizations.length;
    operator = await bed.startOperator();
    await waitFor('the feeds are read again', () => bed.feed.authorizations.length > feedsBefore);
    // A new stream's pod proves that passes went on meanwhile.
    await bed.apply('witness');
    await bed.pod('witness');
    expect(operator.writes.filter((write) => !write.includes(' witness'))).toEqual([]);
    expect((await bed.get('adopted')).metadata.resourceVersion).toBe(before.metadata.resourceVersion);
  });

  it('makes a deleted child anew at once', async () => {
    await bed.apply('healed');
    const pod = await bed.pod('healed');
    await bed.client.delete(services, { namespace: bed.namespace, name: 'healed-srt' });
    await waitFor('the Service is back', () =>
      bed.client.get(services, { namespace: bed.namespace, name: 'healed-srt' }).catch(() => false),
    );
    await bed.client.delete(pods, pod.metadata);
    const successor = await bed.pod('healed', pod);
    expect(successor.metadata.name).not.toBe(pod.metadata.name);
  });

  it('tells of a session, and that its encoder is gone', async () => {
    await bed.apply('told');
    const { pod, address } = await goLive('told');
    expect((await bed.get('told')).status?.session).toMatchObject({
      id: '20261122-180500-a1b2',
      renditions: ['720p', '480p', '360p'],
    });
    const guarded = await waitFor('the pod is guarded', async () => {
      const { metadata } = await bed.client.get(pods, pod.metadata);
      return metadata.annotations?.[annotations.safeToEvict] === 'false';
    });
    expect(guarded).toBe(true);
    bed.say(address, sessionFixture({ phase: 'Reconnecting' }));
    await bed.waitForReason('told', 'Live', 'Reconnecting');
    bed.say(address, sessionFixture({ phase: 'Ended', endedAt: '2026-11-22T18:09:00.000Z' }));
    await bed.waitForReason('told', 'Live', 'Ended');
    expect((await bed.get('told')).status?.session?.endedAt).toBe('2026-11-22T18:09:00.000Z');
    await waitFor('the pod may be evicted', async () => {
      const { metadata } = await bed.client.get(pods, pod.metadata);
      return metadata.annotations?.[annotations.safeToEvict] === undefined;
    });
  });

  it('applies a change of the ladder to a live stream only when it is idle', async () => {
    await bed.apply('patient');
    const { pod, address } = await goLive('patient');
    await bed.apply('patient', { renditions: [{ name: '480p', height: 480, videoBitrateKbps: 1200 }] });
    await bed.waitForReason('patient', 'Reconciling', 'ChangeWaitsForIdle');
    expect((await bed.pod('patient')).metadata.uid).toBe(pod.metadata.uid);
    bed.say(address, sessionFixture({ phase: 'Ended', endedAt: '2026-11-22T18:09:00.000Z' }));
    const successor = await bed.pod('patient', pod);
    expect(JSON.stringify(successor.spec)).toContain('480p');
  });

  it('keeps a listening pod whose feed is out of reach when the spec changes', async () => {
    await bed.apply('deaf');
    const pod = await bed.pod('deaf');
    await bed.client.mergePatch(pods, pod.metadata, {
      subresource: 'status',
      patch: {
        status: {
          phase: 'Running',
          podIP: '10.99.9.9',
          podIPs: [{ ip: '10.99.9.9' }],
          conditions: [{ type: 'Ready', status: 'True' }],
        },
      },
    });
    await bed.waitForReason('deaf', 'Live', 'FeedUnavailable');
    await bed.apply('deaf', { encoding: { preset: 'fast' } });
    await bed.waitForReason('deaf', 'Reconciling', 'ChangeWaitsForIdle');
    expect((await bed.pod('deaf')).metadata.uid).toBe(pod.metadata.uid);
  });

  it('has no pod while suspended, keeps Secrets, Service and address, and comes back', async () => {
    await bed.apply('paused');
    await goLive('paused');
    const { streamId } = (await bed.get('paused')).status?.ingest ?? {};
    await bed.apply('paused', { suspend: true });
    await bed.waitForReason('paused', 'Ready', 'Suspended');
    await waitFor('the pod is gone', async () => (await bed.pods('paused')).length === 0);
    await bed.waitForReason('paused', 'Reconciling', undefined);
    const { status } = await bed.get('paused');
    expect(status?.session?.endedAt).toBeDefined();
    expect(status?.ingest).toMatchObject({ streamId });
    await secretNamed('paused-ingest');
    await bed.client.get(services, { namespace: bed.namespace, name: 'paused-srt' });
    await bed.apply('paused', { suspend: false });
    await bed.pod('paused');
    expect((await bed.get('paused')).status?.ingest).toMatchObject({ streamId });
  });

  it('leaves nothing behind when the LiveStream is deleted', async () => {
    await bed.apply('doomed');
    const pod = await bed.pod('doomed');
    await bed.delete('doomed');
    await bed.waitForGone(secrets, 'doomed-ingest');
    await bed.waitForGone(secrets, 'doomed-transcoder');
    await bed.waitForGone(services, 'doomed-srt');
    await bed.waitForGone(pods, pod.metadata.name);
    expect(await bed.pods('doomed')).toEqual([]);
  });

  it('makes no child anew during a foreground deletion', async () => {
    await bed.apply('farewell');
    await bed.pod('farewell');
    await bed.delete('farewell', { propagationPolicy: 'Foreground' });
    await bed.waitForGone(liveStreamKind, 'farewell');
    expect(await bed.pods('farewell')).toEqual([]);
  });

  it('asks each feed with the token of its stream', () => {
    expect(bed.feed.authorizations.every((header) => /^Bearer [\w-]{43}$/.test(header ?? ''))).toBe(true);
  });
});
