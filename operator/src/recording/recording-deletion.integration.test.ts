import { recordingFinalizer } from '@kubecast/crds/names';
import { type Recording, recordingKind } from '@kubecast/crds/recording';
import { StoreUnreachableError } from '@kubecast/media/object-store-error';
import { sessionRecordingName } from '@kubecast/media/recording-keys';
import { isNotFound } from '@kubecast/runtime/api-error';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RecordingTestBed } from './testing/recording-test-bed.ts';
import type { RunningRecordings } from './testing/running-recordings.ts';

const session = '20261122-180500-a1b2';
const range = { from: '2026-11-22T18:05:10Z', to: '2026-11-22T18:05:20Z' };

let bed: RecordingTestBed;
let operator: RunningRecordings;

beforeAll(async () => {
  bed = await RecordingTestBed.open('deletion');
  operator = await bed.startOperator();
});

afterAll(() => bed.close());

/** A Recording whose video was there already. */
const makeComplete = async (name: string, spec: Parameters<RecordingTestBed['apply']>[1]): Promise<Recording> => {
  await operator.stop();
  const recording = await bed.apply(name, spec);
  await bed.leaveResult(recording);
  operator = await bed.startOperator();
  await bed.waitForReason(name, 'Ready', 'Complete');
  return recording;
};

const remove = (name: string) => bed.client.delete(recordingKind, { namespace: bed.namespace, name });

describe('a deleted Recording', () => {
  it('takes its objects with it, and leaves word that it was deleted', async () => {
    const name = sessionRecordingName('delete', session);
    const recording = await makeComplete(name, { source: { liveStream: 'delete', session } });
    expect(recording.metadata.finalizers ?? []).not.toContain(recordingFinalizer);
    expect((await bed.get(name)).metadata.finalizers).toContain(recordingFinalizer);
    await remove(name);
    await bed.waitForGone(recordingKind, name);
    expect(bed.files(recording)).toEqual(['deleted.json']);
  });

  it('leaves its objects when its policy says so, and completes from them when it is applied again', async () => {
    const name = sessionRecordingName('retain', session);
    const spec = { source: { liveStream: 'retain', session }, deletionPolicy: 'Retain' } as const;
    const recording = await makeComplete(name, spec);
    await remove(name);
    await bed.waitForGone(recordingKind, name);
    expect(bed.files(recording)).toContain('deleted.json');
    expect(bed.files(recording)).toContain('recording.json');
    await bed.apply(name, spec);
    await bed.waitForReason(name, 'Ready', 'Complete');
    expect(bed.files(recording)).not.toContain('deleted.json');
  });

  it('leaves nothing of a clip, and no word', async () => {
    const recording = await makeComplete('clip', { source: { liveStream: 'clips', session }, range });
    await remove('clip');
    await bed.waitForGone(recordingKind, 'clip');
    expect(bed.files(recording)).toEqual([]);
  });

  it('waits for its recorder to end before its objects go', async () => {
    const name = sessionRecordingName('at-work', session);
    await bed.leaveSession('at-work', session, { ended: true });
    const recording = await bed.apply(name, { source: { liveStream: 'at-work', session } });
    const { metadata } = await bed.holdPod(await bed.recorderPod(name));
    await bed.leaveResult(recording);
    await remove(name);
    expect((await bed.waitForReason(name, 'Ready', 'Terminating')).message).toContain(metadata.name);
    expect(bed.files(recording)).toContain('recording.json');
    await bed.releasePod(metadata);
    await bed.waitForGone(recordingKind, name);
    await expect(bed.job(name)).rejects.toSatisfy(isNotFound);
    expect(bed.files(recording)).toEqual(['deleted.json']);
  });

  it('does not wait for a recorder whose node was lost', async () => {
    const name = sessionRecordingName('lost', session);
    await bed.leaveSession('lost', session, { ended: true });
    const recording = await bed.apply(name, { source: { liveStream: 'lost', session } });
    const { metadata } = await bed.holdPod(await bed.recorderPod(name));
    await remove(name);
    expect((await bed.waitForReason(name, 'Ready', 'Terminating')).message).toContain(metadata.name);
    await operator.stop();
    operator = await bed.startOperator({ now: () => new Date(Date.now() + 300_000) });
    await bed.waitForGone(recordingKind, name);
    expect(bed.files(recording)).toEqual(['deleted.json']);
    await bed.releasePod(metadata);
    await operator.stop();
    operator = await bed.startOperator();
  });

  it('stays while the object store is away, and says why and how to let it go', async () => {
    const name = sessionRecordingName('away', session);
    const recording = await makeComplete(name, { source: { liveStream: 'away', session } });
    bed.recordings.onRequest = () => {
      throw new StoreUnreachableError('Could not write a key: the object store is out of reach');
    };
    await remove(name);
    const { message } = await bed.waitForReason(name, 'Ready', 'Terminating');
    expect(message).toMatch(/out of reach\. It is tried again\. .*remove the finalizer/);
    bed.recordings.onRequest = () => undefined;
    await bed.waitForGone(recordingKind, name);
    expect(bed.files(recording)).toEqual(['deleted.json']);
  });

  it('goes by itself when it was kept for its days, and not before', async () => {
    const name = sessionRecordingName('days', session);
    const recording = await makeComplete(name, { source: { liveStream: 'days', session }, retentionDays: 2 });
    const other = sessionRecordingName('no-days', session);
    await makeComplete(other, { source: { liveStream: 'no-days', session } });
    await operator.stop();
    const later = (days: number) => () => new Date(Date.now() + days * 86_400_000);
    bed.recordings.clock.take(later(1.9)().getTime());
    // By its node's clock alone it is long over.
    operator = await bed.startOperator({ now: later(400) });
    await bed.apply('marker', { source: { liveStream: 'nothing', session } });
    await bed.waitForReason('marker', 'Stalled', 'SessionNotFound');
    expect((await bed.get(name)).metadata.deletionTimestamp).toBeUndefined();
    await operator.stop();
    bed.recordings.clock.take(later(2.1)().getTime());
    operator = await bed.startOperator({ now: later(2.1) });
    await bed.waitForGone(recordingKind, name);
    expect(bed.files(recording)).toEqual(['deleted.json']);
    expect((await bed.get(other)).metadata.deletionTimestamp).toBeUndefined();
    await operator.stop();
    operator = await bed.startOperator();
  });
});

describe('a clip', () => {
  it('is made of a session that goes on, when media behind its end is there', async () => {
    const startMs = Date.now() - 60_000;
    const at = (seconds: number) => new Date(startMs + seconds * 1000).toISOString();
    await bed.transcoderPod('live', '10.99.0.1');
    await bed.stream('live', { id: session });
    await bed.leaveSession('live', session, { ended: false, startMs }, 5);
    await bed.apply('highlight', { source: { liveStream: 'live', session }, range: { from: at(2), to: at(10) } });
    await bed.waitForReason('highlight', 'Ready', 'Waiting');
    await bed.leaveSegment('live', session, { epoch: 1, sequence: 5, startMs: startMs + 10_000 });
    await bed.recorderPod('highlight');
    const epochs = [...bed.segments.held.keys()].filter((key) => key.startsWith(`${bed.namespace}/live/epochs/`));
    expect(epochs).toHaveLength(1);
  });

  it('asks nobody while its end is still to come', async () => {
    await bed.stream('ahead', { id: session });
    await bed.leaveSession('ahead', session, { ended: false });
    const [from, to] = [new Date(Date.now() + 3_600_000), new Date(Date.now() + 3_700_000)];
    await bed.apply('ahead-whole', { source: { liveStream: 'ahead', session } });
    await bed.waitForReason('ahead-whole', 'Ready', 'Recording');
    const asked: string[] = [];
    bed.segments.onRequest = (_request, key) => {
      if (key.includes('/ahead/')) asked.push(key);
    };
    await bed.apply('ahead', {
      source: { liveStream: 'ahead', session },
      range: { from: from.toISOString(), to: to.toISOString() },
    });
    expect((await bed.waitForReason('ahead', 'Ready', 'Waiting')).message).toContain(to.toISOString());
    bed.segments.onRequest = () => undefined;
    expect(asked).toEqual([]);
  });

  it('says so when its range lies outside of the session', async () => {
    await bed.leaveSession('outside', session, { ended: true });
    await bed.apply('outside', {
      source: { liveStream: 'outside', session },
      range: { from: '2020-01-01T00:00:00Z', to: '2020-01-01T00:01:00Z' },
    });
    expect((await bed.waitForReason('outside', 'Failed', 'NoMedia')).message).toContain('within the session');
  });
});
