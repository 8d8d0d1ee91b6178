/** What the Recording controller works with. Made in `recording-controller.ts`; tests may replace any of it. */
import type { LiveStream } from '@kubecast/crds/livestream';
import type { Recording } from '@kubecast/crds/recording';
import type { ObjectStore as Bucket } from '@kubecast/media/object-store';
import type { RecorderProgress } from '@kubecast/media/recorder-config';
import type { KubernetesClient } from '@kubecast/runtime/client';
import type { Job, Pod } from '@kubecast/runtime/core-kinds';
import type { ObjectStore } from '@kubecast/runtime/informer';
import type { KubernetesObject } from '@kubecast/runtime/kubernetes-object';
import type { ReportedStatuses } from '@kubecast/runtime/reported-statuses';
import type { CredentialIssuer } from '../credentials/store-credentials.ts';
import type { SessionEnder } from '../livestream/session-ender.ts';
import type { SessionEnds } from '../livestream/session-ends.ts';
import type { ProgressMessages } from './progress-messages.ts';
import type { RecorderSettings } from './recorder-settings.ts';
import type { RecorderTurns } from './recorder-turns.ts';
import type { RecordingBucket } from './recording-bucket.ts';

/** The informers' stores. */
export interface RecordingStores {
  readonly recordings: ObjectStore<Recording>;
  readonly jobs: ObjectStore<Job>;
  /** By the index `byRecording`. */
  readonly recorderPods: ObjectStore<Pod>;
  readonly liveStreams: ObjectStore<LiveStream>;
  /** Transcoder pods, by the LiveStream controller's index. */
  readonly transcoderPods: ObjectStore<Pod>;
  /** Metadata only. */
  readonly secrets: ObjectStore<KubernetesObject>;
}

/** What a pass tells others beside the status. */
export interface RecordingReports {
  /** Called when the status that was written says something else than before. */
  changed(before: Recording, after: NonNullable<Recording['status']>): void;
}

/** What a pass is given beside its key. */
export interface RecordingDependencies {
  readonly client: KubernetesClient;
  readonly stores: RecordingStores;
  readonly settings: RecorderSettings;
  readonly issuer: CredentialIssuer;
  /** The bucket `live-segments`. */
  readonly segments: Bucket;
  readonly bucket: RecordingBucket;
  readonly sessionEnder: SessionEnder;
  readonly sessionEnds: SessionEnds;
  readonly progressTokenFor: (recording: Recording) => string;
  /** Undefined where the pod does not answer. */
  readonly askProgress: (podIp: string, token: string, signal: AbortSignal) => Promise<RecorderProgress | undefined>;
  readonly progress: ProgressMessages;
  readonly reported: ReportedStatuses<Recording>;
  /** Uids of Jobs that were deleted for another try, until the informer has heard of it. */
  readonly discardedJobs: Set<string>;
  readonly turns: RecorderTurns;
  /** Uids of settled Recordings that something is left of. */
  readonly untidy: Set<string>;
  readonly reports: RecordingReports;
  readonly now: () => Date;
  /** A signal that aborts after so many milliseconds. */
  readonly timeout: (ms: number) => AbortSignal;
}
