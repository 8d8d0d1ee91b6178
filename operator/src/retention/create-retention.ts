/** Puts the retention of live segments together. */
import type { BackgroundTask } from '@kubecast/runtime/manager-drain';
import { sleep } from '@kubecast/runtime/sleep';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { LiveStreamInformers } from '../livestream/live-stream-informers.ts';
import { RecordingBucket } from '../recording/recording-bucket.ts';
import type { RetentionDependencies } from './retention-dependencies.ts';
import { addRetentionMetrics } from './retention-metrics.ts';
import { createRetentionTask } from './retention-task.ts';
import { SweepMemory } from './sweep-memory.ts';

/** What it is made from. */
export interface RetentionOptions
  extends Pick<
    RetentionDependencies,
    'client' | 'segments' | 'videos' | 'sessionEnder' | 'sessionRecordings' | 'namespaces' | 'shard'
  > {
  readonly streams: Pick<LiveStreamInformers, 'liveStreams' | 'pods'>;
  readonly retentionHours: number;
  readonly registry: Registry;
  readonly logger: Logger;
}

const hourMs = 3_600_000;
const pauseMs = 100;

/** One answer with a wrong date, of a proxy perhaps, must not age everything: of two clocks the earlier one. Unix milliseconds. */
export const earlierNowMs = (bucket: { nowMs(): number }): number => Math.min(Date.now(), bucket.nowMs());

/** The task that sweeps the bucket. */
export const createRetention = (options: RetentionOptions): BackgroundTask => {
  const { streams, retentionHours, registry, logger, ...given } = options;
  const observer = addRetentionMetrics(registry);
  return createRetentionTask({
    needs: {
      ...given,
      results: new RecordingBucket(given.videos),
      liveStreams: streams.liveStreams.store,
      transcoderPods: streams.pods.store,
      retentionMs: retentionHours * hourMs,
      nowMs: () => earlierNowMs(given.segments.clock),
      deleted: observer.deleted,
      sessionDeleted: observer.sessionDeleted,
      memory: new SweepMemory(),
      pause: (signal) => sleep(pauseMs, signal),
    },
    observer,
    log: logger.child({ task: 'retention' }),
    now: () => new Date(),
  });
};
