/** What the retention of live segments works with. Made in `run-operator.ts`; tests may replace any of it. */
import type { LiveStream } from '@kubecast/crds/livestream';
import type { ObjectStore } from '@kubecast/media/object-store';
import type { KubernetesClient } from '@kubecast/runtime/client';
import type { Pod } from '@kubecast/runtime/core-kinds';
import type { ObjectStore as InformerStore } from '@kubecast/runtime/informer';
import type { SessionEnder } from '../livestream/session-ender.ts';
import type { SessionRecordings } from '../livestream/session-recordings.ts';
import type { RecordingBucket } from '../recording/recording-bucket.ts';
import type { SweepMemory } from './sweep-memory.ts';

/** See the file header. */
export interface RetentionDependencies {
  readonly client: Pick<KubernetesClient, 'get' | 'list' | 'create'>;
  /** The bucket `live-segments`. */
  readonly segments: ObjectStore;
  /** The bucket `recordings`. */
  readonly videos: ObjectStore;
  readonly results: Pick<RecordingBucket, 'readResult'>;
  readonly liveStreams: Pick<InformerStore<LiveStream>, 'get'>;
  /** By the LiveStream controller's index. */
  readonly transcoderPods: Pick<InformerStore<Pod>, 'byIndex'>;
  readonly sessionEnder: SessionEnder;
  readonly sessionRecordings: Pick<SessionRecordings, 'ensure'>;
  /** Empty: all namespaces. */
  readonly namespaces: readonly string[];
  /** Absent: the streams without a shard. */
  readonly shard: string | undefined;
  /** How long segments are kept after their session's end. */
  readonly retentionMs: number;
  /** Unix milliseconds, by the bucket's clock. */
  readonly nowMs: () => number;
  readonly memory: SweepMemory;
  /** Told how many objects were deleted, as it happens: what fails later was done all the same. */
  readonly deleted: (objects: number) => void;
  /** Told of each session whose segments are gone, as it happens. */
  readonly sessionDeleted: () => void;
  /** Between two batches: others use the object store, too. Rejects when the signal aborts. */
  readonly pause: (signal: AbortSignal) => Promise<void>;
}
