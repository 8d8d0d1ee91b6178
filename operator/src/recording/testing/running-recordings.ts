/** For tests: the Recording controller in this process, with object stores in memory; what it writes is on record. */
import type { MemoryStore } from '@kubecast/media/testing/memory-store';
import type { ClusterAccess } from '@kubecast/runtime/cluster-access';
import { createRuntimeMetrics } from '@kubecast/runtime/metrics';
import { recordWrites, type Write } from '@kubecast/runtime/testing/record-writes';
import { createTestClient } from '@kubecast/runtime/testing/test-cluster';
import { Registry } from 'prom-client';
import { createLiveStreamInformers } from '../../livestream/live-stream-informers.ts';
import { BucketSessionEnder } from '../../livestream/session-ender.ts';
import { BucketSessionEnds } from '../../livestream/session-ends.ts';
import { createTestEvents, createTestLogger, testIssuer } from '../../testing/test-parts.ts';
import { RecordingController, type RecordingControllerOptions } from '../recording-controller.ts';
import { createRecordingInformers } from '../recording-informers.ts';
import { recorderSettingsFixture } from './recording-fixture.ts';

/** What a test decides. */
export interface RunningRecordingsOptions
  extends Partial<Pick<RecordingControllerOptions, 'settings' | 'issuer' | 'progressUrlFor' | 'now'>> {
  /** Namespace, and shard. */
  readonly namespace: string;
  readonly segments: MemoryStore;
  readonly recordings: MemoryStore;
  /** Absent: straight to the cluster. */
  readonly access?: ClusterAccess;
}

/** An operator that has begun to work. */
export interface RunningRecordings {
  /** What it asked to be changed so far; events are left out. */
  readonly writes: readonly Write[];
  /** Its metrics, in Prometheus' text format. */
  metrics(): Promise<string>;
  /** Resolves when it has drained. */
  stop(): Promise<void>;
}

/** No node has so much: pods stay as the test says. */
const nowhere = { ...recorderSettingsFixture, resources: { requests: { cpu: '100000' } } };

/** Starts one; resolves when its informers are filled and its passes begin. */
export const startRecordings = async (options: RunningRecordingsOptions): Promise<RunningRecordings> => {
  const { access, namespace, segments, ...rest } = options;
  const client = createTestClient(access);
  const writes: Write[] = [];
  const logger = createTestLogger();
  const events = createTestEvents(client, logger);
  const shared = { client, namespaces: [namespace], shard: namespace, logger };
  const informers = createRecordingInformers(shared);
  const streams = createLiveStreamInformers(shared);
  const registry = new Registry();
  const { controller } = new RecordingController({
    client: recordWrites(client, writes),
    settings: nowhere,
    informers,
    streams,
    issuer: testIssuer,
    tokenKey: 'test-token-key',
    segments,
    sessionEnder: new BucketSessionEnder(segments, () => new Date()),
    sessionEnds: new BucketSessionEnds(segments),
    events,
    metrics: createRuntimeMetrics(registry),
    logger,
    ...rest,
  });
  const abort = new AbortController();
  const all = [...Object.values(informers), ...Object.values(streams)];
  const running = all.map((informer) => informer.run(abort.signal));
  await Promise.all(all.map((informer) => informer.synced(abort.signal)));
  const working = controller.run();
  return {
    writes,
    metrics: () => registry.metrics(),
    stop: async () => {
      await controller.drain();
      await working;
      await events.stop();
      abort.abort();
      await Promise.all(running);
      await client.close();
    },
  };
};
