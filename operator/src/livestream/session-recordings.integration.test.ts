import { liveStreamKind } from '@kubecast/crds/livestream';
import { shardLabel } from '@kubecast/crds/names';
import { type Recording, recordingKind } from '@kubecast/crds/recording';
import { EpochLog } from '@kubecast/media/epoch-log';
import type { EpochRecord } from '@kubecast/media/epoch-record';
import { sessionRecordingName, tombstoneKey } from '@kubecast/media/recording-keys';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { isNotFound } from '@kubecast/runtime/api-error';
import { pods } from '@kubecast/runtime/core-kinds';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionFixture } from './testing/pod-fixture.ts';
import type { RunningOperator } from './testing/running-operator.ts';
import { StreamTestBed } from './testing/stream-test-bed.ts';

const segments = new MemoryStore();
const videos = new MemoryStore();
const buckets = { segments, videos };
const session = sessionFixture();
const earlier = '20261121-180500-z9y8';

let bed: StreamTestBed;
let operator: RunningOperator;

beforeAll(async () => {
  bed = await StreamTestBed.open('session-recordings');
  operator = await bed.startOperator({ buckets });
});

afterAll(async () => {
  const { items } = await bed.client.list(recordingKind, { namespace: bed.namespace });
  for (const { metadata } of items) await remove(metadata.name);
  await bed.close();
});

/** Plays the Recording controller: its finalizer goes, then the Recording. */
const remove = async (name: string): Promise<void> => {
  const reference = { namespace: bed.namespace, name };
  await bed.client.mergePatch(recordingKind, reference, { patch: { metadata: { finalizers: null } } });
  await bed.client.delete(recordingKind, reference).catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
  });
};

const claim = async (stream: string, epoch: number, record: Partial<EpochRecord> = {}): Promise<void> => {
  await new EpochLog(segments, { namespace: bed.namespace, stream }).claim(epoch, {
    session: session.id,
    liveStreamUid: (await bed.get(stream)).metadata.uid,
    podUid: '',
    recording: true,
    firstSequence: 0,
    claimedAt: new Date().toISOString(),
    end: false,
    ...record,
  });
};

const recordingsOf = async (stream: string): Promise<readonly Recording[]> => {
  const fieldSelector = `spec.source.liveStream=${stream}`;
  return (await bed.client.list(recordingKind, { namespace: bed.namespace, fieldSelector })).items;
};

const waitForRecording = (stream: string, id = session.id) =>
  waitFor(`${stream} has the Recording of ${id}`, async () =>
    (await recordingsOf(stream)).find(({ metadata }) => metadata.name === sessionRecordingName(stream, id)),
  );

const referenceOf = async (stream: string) => (await bed.get(stream)).status?.recordingRef?.name;

const goLive = async (stream: string) => {
  await bed.apply(stream, { title: 'Town hall', visibility: 'Private' });
  const pod = await bed.pod(stream);
  await claim(stream, 1, { podUid: pod.metadata.uid ?? '' });
  await bed.makeReady(pod, session);
  return pod;
};

describe('the Recording of a session', () => {
  it('is made when the session begins, and named in the status of its stream', async () => {
    await goLive('begun');
    const { metadata, spec } = await waitForRecording('begun');
    expect(spec).toMatchObject({ title: 'Town hall', visibility: 'Private', source: { session: session.id } });
    expect(metadata.labels).toMatchObject({ [shardLabel]: bed.namespace });
    expect(metadata.ownerReferences).toBeUndefined();
    await waitFor('the status names it', async () => (await referenceOf('begun')) === metadata.name);
  });

  it('is made when the claim comes to the log after the pod told of the session', async () => {
    await bed.apply('early');
    await bed.makeReady(await bed.pod('early'), session);
    await bed.waitForReason('early', 'Live', 'Live');
    await claim('early', 1);
    await waitForRecording('early');
  });

  it('is not made again when it was deleted, and the status no longer names it', async () => {
    const pod = await goLive('deleted');
    const { metadata } = await waitForRecording('deleted');
    await waitFor('the status names it', () => referenceOf('deleted'));
    const tombstone = tombstoneKey({ namespace: bed.namespace, stream: 'deleted' }, session.id);
    await videos.put(tombstone, '{}', { contentType: 'application/json' });
    await remove(metadata.name);
    await waitFor('the status names none', async () => (await referenceOf('deleted')) === undefined);
    await operator.stop();
    operator = await bed.startOperator({ buckets });
    await bed.client.delete(pods, pod.metadata, { gracePeriodSeconds: 0 });
    await bed.pod('deleted', pod);
    await goLive('control');
    await waitForRecording('control');
    expect(await recordingsOf('deleted')).toEqual([]);
  });

  it('is made for each that came and went while no operator was there, and nothing is written after that', async () => {
    await bed.apply('absent');
    await bed.pod('absent');
    await operator.stop();
    await claim('absent', 1, { session: earlier });
    await claim('absent', 2, { session: earlier, end: true });
    await claim('absent', 3);
    await claim('absent', 4, { end: true });
    operator = await bed.startOperator({ buckets });
    await waitForRecording('absent', earlier);
    await waitForRecording('absent');
    await operator.stop();
    operator = await bed.startOperator({ buckets });
    await goLive('settled');
    await waitForRecording('settled');
    expect(operator.writes.filter((write) => write.includes('absent'))).toEqual([]);
  });

  it('is made when the store is back, and its stream never waits for that', async () => {
    segments.onRequest = () => {
      throw new Error('The object store is away');
    };
    await bed.apply('away');
    await bed.makeReady(await bed.pod('away'), session);
    await bed.waitForReason('away', 'Live', 'Live');
    segments.onRequest = () => undefined;
    await claim('away', 1);
    await waitForRecording('away');
  });

  it('goes on when its stream is deleted while live', async () => {
    await goLive('gone');
    await waitForRecording('gone');
    await bed.delete('gone');
    await bed.waitForGone(liveStreamKind, 'gone');
    expect(await recordingsOf('gone')).toHaveLength(1);
  });
});
