/** For tests: the LiveStream controller in this process; what it writes is on record. */
import { deriveToken } from '@kubecast/media/derive-token';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import type { ClusterAccess } from '@kubecast/runtime/cluster-access';
import { createRuntimeMetrics } from '@kubecast/runtime/metrics';
import { recordWrites, type Write } from '@kubecast/runtime/testing/record-writes';
import { createTestClient } from '@kubecast/runtime/testing/test-cluster';
import { Registry } from 'prom-client';
import { createRecordingInformers } from '../../recording/recording-informers.ts';
import { createTestEvents, createTestLogger, testIssuer } from '../../testing/test-parts.ts';
import { LiveStreamController, type LiveStreamControllerOptions } from '../live-stream-controller.ts';
import { SessionRecordings, type SessionRecordingsOptions } from '../session-recordings.ts';
import { settingsFixture } from './live-stream-fixture.ts';

/** What a test decides. */
export type RunningOperatorOptions = Pick<LiveStreamControllerOptions, 'namespaces' | 'shard' | 'feeds'> &
  Partial<
    Pick<LiveStreamControllerOptions, 'gatewayService' | 'issuer' | 'sessionEnder' | 'sessionEnds' | 'settings'>
  > & {
    /** Absent: straight to the cluster. */
    readonly access?: ClusterAccess;
    /** Where sessions and their videos are; absent: nowhere. */
    readonly buckets?: Pick<SessionRecordingsOptions, 'segments' | 'videos'>;
  };

/** An operator that has begun to work. */
export interface RunningOperator {
  /** What it asked to be changed so far; events are left out. */
  readonly writes: readonly Write[];
  /** Resolves when it has drained. */
  stop(): Promise<void>;
}

/** Starts one; resolves when its informers are filled and its passes begin. */
export const startOperator = async ({
  access,
  buckets = { segments: new MemoryStore(), videos: new MemoryStore() },
  ...options
}: RunningOperatorOptions): Promise<RunningOperator> => {
  const client = createTestClient(access);
  const writes: Write[] = [];
  const logger = createTestLogger();
  const events = createTestEvents(client, logger);
  const recorded = recordWrites(client, writes);
  const { namespaces, shard } = options;
  const { recordings } = createRecordingInformers({ client, namespaces, shard, logger });
  const controller = new LiveStreamController({
    client: recorded,
    settings: settingsFixture,
    issuer: testIssuer,
    sessionEnder: { end: () => Promise.resolve() },
    sessionEnds: { endOf: () => Promise.resolve({ kind: 'ended', at: new Date() }) },
    recordings,
    sessionRecordings: new SessionRecordings({ ...buckets, client: recorded, recordings: recordings.store }),
    tokensFor: (stream) => ({ originToken: deriveToken('origin', stream), stateToken: deriveToken('state', stream) }),
    events,
    metrics: createRuntimeMetrics(new Registry()),
    logger,
    ...options,
  });
  const abort = new AbortController();
  const informers = [...Object.values(controller.informers), recordings];
  const running = informers.map((informer) => informer.run(abort.signal));
  await Promise.all(informers.map((informer) => informer.synced(abort.signal)));
  const drained = new AbortController();
  const controllers = [controller.controller, controller.sessionRecordings.controller];
  const working = [...controllers.map((each) => each.run()), controller.task.run(drained.signal)];
  return {
    writes,
    stop: async () => {
      drained.abort();
      await Promise.all(controllers.map((each) => each.drain()));
      await Promise.all(working);
      await events.stop();
      abort.abort();
      await Promise.all(running);
      await client.close();
    },
  };
};
