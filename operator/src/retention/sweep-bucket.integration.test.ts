import { apiVersion } from '@kubecast/crds/names';
import { type Recording, recordingKind } from '@kubecast/crds/recording';
import type { ObjectStore } from '@kubecast/media/object-store';
import { recordingFiles, recordingPrefix, sessionRecordingName } from '@kubecast/media/recording-keys';
import { type MadeSession, makeSession } from '@kubecast/media/testing/made-session';
import { type S3Server, startS3Server } from '@kubecast/media/testing/s3-server';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { createTestClient, createTestNamespace, type TestNamespace } from '@kubecast/runtime/testing/test-cluster';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BucketSessionEnder } from '../livestream/session-ender.ts';
import { SessionRecordings } from '../livestream/session-recordings.ts';
import { RecordingBucket } from '../recording/recording-bucket.ts';
import { resultFixture } from '../recording/testing/recording-fixture.ts';
import type { RetentionDependencies } from './retention-dependencies.ts';
import { type SweepReport, sweepBucket } from './sweep-bucket.ts';
import { SweepMemory } from './sweep-memory.ts';

const hourMs = 3_600_000;

let minio: S3Server;
let store: ObjectStore;
let client: KubernetesClient;
let namespace: TestNamespace;
let made: MadeSession;
const memory = new SweepMemory();

beforeAll(async () => {
  minio = await startS3Server('minio');
  store = minio.open();
  client = createTestClient();
  namespace = await createTestNamespace(client, 'retention');
  const epochs = [{ seconds: 4 }, { seconds: 2, afterGapSeconds: 1 }];
  // So long ago that its time is over whatever the store's clock says of its objects.
  made = await makeSession({ store, stream: streamName(), epochs, startUnixMs: Date.now() - 80 * hourMs });
});

afterAll(async () => {
  await namespace.remove();
  await client.close();
  store.close();
  await minio.stop();
});

const streamName = () => ({ namespace: namespace.name, stream: 'main' });

/** Of a stream that was deleted while no operator was there; four days from now. */
const sweep = (): Promise<SweepReport> => {
  const needs: RetentionDependencies = {
    client,
    segments: store,
    videos: store,
    results: new RecordingBucket(store),
    liveStreams: { get: () => undefined },
    transcoderPods: { byIndex: () => [] },
    sessionEnder: new BucketSessionEnder(store, () => new Date()),
    sessionRecordings: new SessionRecordings({
      client,
      segments: store,
      videos: store,
      recordings: { get: () => undefined },
    }),
    namespaces: [namespace.name],
    shard: undefined,
    retentionMs: 72 * hourMs,
    nowMs: () => Date.now() + 96 * hourMs,
    deleted: () => undefined,
    sessionDeleted: () => undefined,
    memory,
    pause: () => Promise.resolve(),
  };
  return sweepBucket(needs, { log: pino({ level: 'silent' }), signal: AbortSignal.timeout(30_000) });
};

const keys = async (): Promise<readonly string[]> => {
  const found: string[] = [];
  for await (const { key } of store.list(`${namespace.name}/main/`)) {
    if (!key.includes(recordingName())) found.push(key.slice(`${namespace.name}/main/`.length));
  }
  return found;
};

const recordingName = () => sessionRecordingName('main', made.session);
const reference = () => ({ namespace: namespace.name, name: recordingName() });

/** Plays the recorder and the Recording controller. */
const complete = async (recording: Recording): Promise<void> => {
  const name = { ...streamName(), session: made.session, recording: recording.metadata.name };
  const result = resultFixture(recording);
  const video = { ...result.video, sizeBytes: 'video'.length };
  await store.put(video.key, 'video', { contentType: 'video/mp4' });
  const body = JSON.stringify({ ...result, video });
  await store.put(recordingPrefix(name) + recordingFiles.result, body, { contentType: 'application/json' });
  const condition = { type: 'Complete', status: 'True', reason: 'Complete', message: '' } as const;
  const status = { conditions: [{ ...condition, lastTransitionTime: new Date().toISOString() }] };
  await client.mergePatch(recordingKind, reference(), { patch: { status }, subresource: 'status' });
};

describe('sweepBucket, with a real API server and one real bucket for segments and recordings', () => {
  it('records what a deleted stream left, keeps it until that and a clip are complete, and keeps the video', async () => {
    const before = await keys();
    expect(await sweep()).toMatchObject({ failed: [], outcomes: [{ outcome: 'recordingUnfinished', objects: 0 }] });
    const recording = await client.get(recordingKind, reference());
    expect(recording.spec).toMatchObject({ visibility: 'Private', source: { session: made.session } });
    await complete(recording);
    const range = { from: '2026-01-01T00:00:00Z', to: '2026-01-01T00:01:00Z' };
    const spec = { source: recording.spec.source, range };
    const clip = { apiVersion, kind: 'Recording', metadata: { namespace: namespace.name, name: 'clip' }, spec };
    // The input lacks what the API server fills in.
    await client.create(recordingKind, clip as unknown as Recording);
    expect(await sweep()).toMatchObject({ outcomes: [{ outcome: 'recordingUnfinished' }] });
    expect(await keys()).toEqual(before);
    await client.delete(recordingKind, { namespace: namespace.name, name: 'clip' });
    const objects = made.segments.length + made.initKeys.length;
    expect(await sweep()).toMatchObject({ failed: [], outcomes: [{ outcome: 'deleted', objects }] });
    expect(await keys()).toEqual(['epochs/000003.json']);
    const name = { ...streamName(), session: made.session, recording: recordingName() };
    expect(await new RecordingBucket(store).readResult(name, AbortSignal.timeout(60_000))).toBeDefined();
    expect(await sweep()).toMatchObject({ failed: [], outcomes: [] });
    await client.mergePatch(recordingKind, reference(), { patch: { metadata: { finalizers: null } } });
  });
});
