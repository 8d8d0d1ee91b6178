import { liveStreamKind } from '@kubecast/crds/livestream';
import { shardLabel } from '@kubecast/crds/names';
import { EpochLog } from '@kubecast/media/epoch-log';
import { segmentName } from '@kubecast/media/keys';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { pods } from '@kubecast/runtime/core-kinds';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BucketSessionEnder } from './session-ender.ts';
import { BucketSessionEnds } from './session-ends.ts';
import { sessionFixture } from './testing/pod-fixture.ts';
import type { RunningOperator } from './testing/running-operator.ts';
import { StreamTestBed } from './testing/stream-test-bed.ts';

/** The object store's manners are tested elsewhere; here it is away when a test says so. */
const store = new MemoryStore();
const now = () => new Date();
const bucket = {
  sessionEnder: new BucketSessionEnder(store, now),
  sessionEnds: new BucketSessionEnds(store),
};
const session = sessionFixture();

let bed: StreamTestBed;
let operator: RunningOperator;

beforeAll(async () => {
  bed = await StreamTestBed.open('ends');
  operator = await bed.startOperator(bucket);
});

afterAll(() => bed.close());

const logOf = (stream: string): EpochLog => new EpochLog(store, { namespace: bed.namespace, stream });

const setStoreAway = (away: boolean): void => {
  store.onRequest = () => {
    if (away) throw new Error('The object store is away');
  };
};

/** A live stream as its pod leaves it in the bucket: one epoch and, from `media`, a segment of two seconds. */
const goLive = async (name: string, media = new Date(Date.now() - 2_000)) => {
  const { metadata } = await bed.apply(name);
  const pod = await bed.pod(name);
  await logOf(name).claim(1, {
    session: session.id,
    liveStreamUid: metadata.uid,
    podUid: pod.metadata.uid ?? '',
    recording: true,
    firstSequence: 0,
    claimedAt: media.toISOString(),
    end: false,
  });
  const file = segmentName({ epoch: 1, sequence: 0, startUnixMs: media.getTime(), durationMs: 2_000 });
  await store.put(`${bed.namespace}/${name}/${session.id}/360p/${file}`, 'media', { contentType: 'video/mp4' });
  await bed.makeReady(pod, session);
  await bed.waitForReason(name, 'Live', 'Live');
  return pod;
};

const waitForEnd = (name: string) =>
  waitFor(`${name}'s session is ended in the log`, async () => {
    const last = await logOf(name).readLast();
    return last?.end ? last : undefined;
  });

const endedAt = (name: string) =>
  waitFor(`${name} says when`, async () => (await bed.get(name)).status?.session?.endedAt);

describe('the session of a LiveStream', () => {
  it('is ended in the log when the stream is suspended while live, once its pod has drained', async () => {
    await goLive('suspended');
    await bed.apply('suspended', { suspend: true });
    const end = await waitForEnd('suspended');
    expect(end).toMatchObject({ session: session.id, epoch: 2 });
    expect(await endedAt('suspended')).toBe(end.claimedAt);
    await bed.waitForReason('suspended', 'Live', 'Ended');
    await bed.waitForReason('suspended', 'Reconciling', undefined);
  });

  it('is ended in the log when the stream is deleted while live, and nothing else is left', async () => {
    const pod = await goLive('deleted');
    await bed.delete('deleted');
    await bed.waitForGone(pods, pod.metadata.name);
    expect(await waitForEnd('deleted')).toMatchObject({ session: session.id, epoch: 2 });
    expect(await bed.pods('deleted')).toEqual([]);
  });

  it('is left open when the stream only went to another shard, and its pod is deleted there', async () => {
    const pod = await goLive('moved');
    const labels = { [shardLabel]: `${bed.namespace}-other` };
    const moved = { namespace: bed.namespace, name: 'moved' };
    await bed.client.mergePatch(liveStreamKind, moved, { patch: { metadata: { labels } } });
    await bed.client.delete(pods, pod.metadata, { gracePeriodSeconds: 0 });
    await bed.waitForGone(pods, pod.metadata.name);
    // By then the operator has heard of the pod's end as well.
    const later = await goLive('deleted-later');
    await bed.delete('deleted-later');
    await bed.waitForGone(pods, later.metadata.name);
    await waitForEnd('deleted-later');
    expect(await logOf('moved').readLast()).toMatchObject({ epoch: 1, end: false });
  });

  it('is ended when the store is back that was away at the deletion', async () => {
    const pod = await goLive('deleted-away');
    setStoreAway(true);
    await bed.delete('deleted-away');
    await bed.waitForGone(pods, pod.metadata.name);
    setStoreAway(false);
    await waitForEnd('deleted-away');
  });

  it('is not said to have ended by a successor that has not read the log', async () => {
    const pod = await goLive('taken-over');
    await bed.client.delete(pods, pod.metadata);
    const successor = await bed.pod('taken-over', pod);
    await bed.waitForReason('taken-over', 'Live', 'Reconnecting');
    const address = await bed.makeReady(successor);
    await bed.waitForReason('taken-over', 'Ready', 'Listening');
    expect(await bed.condition('taken-over', 'Live')).toMatchObject({ reason: 'Reconnecting' });
    bed.say(address, { ...session, epoch: 2 });
    await bed.waitForReason('taken-over', 'Live', 'Live');
    expect((await bed.get('taken-over')).status?.session).toMatchObject({ id: session.id });
    expect((await bed.get('taken-over')).status?.session?.endedAt).toBeUndefined();
  });

  it('goes over to the successor of a pod that was lost while no operator was there', async () => {
    const pod = await goLive('unattended');
    await operator.stop();
    await bed.client.delete(pods, pod.metadata, { gracePeriodSeconds: 0 });
    await bed.waitForGone(pods, pod.metadata.name);
    operator = await bed.startOperator(bucket);
    const successor = await bed.pod('unattended', pod);
    await bed.makeReady(successor, { ...session, phase: 'Reconnecting' });
    await bed.waitForReason('unattended', 'Live', 'Reconnecting');
    expect((await bed.get('unattended')).status).toMatchObject({
      podName: successor.metadata.name,
      session: { id: session.id },
    });
  });

  it('ended with its grace when its successor finds it an hour old', async () => {
    const media = new Date(Date.now() - 3_600_000);
    const pod = await goLive('late', media);
    await bed.client.delete(pods, pod.metadata);
    const successor = await bed.pod('late', pod);
    await logOf('late').claim(2, {
      session: session.id,
      liveStreamUid: 'any',
      podUid: successor.metadata.uid ?? '',
      recording: true,
      firstSequence: 1,
      claimedAt: new Date().toISOString(),
      end: true,
    });
    await bed.makeReady(successor);
    expect(await endedAt('late')).toBe(new Date(media.getTime() + 2_000 + 120_000).toISOString());
  });
});
