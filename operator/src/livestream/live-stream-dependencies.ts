/** What the LiveStream controller works with. Made in `live-stream-wiring.ts`; tests may replace any of it. */
import type { LiveStream } from '@kubecast/crds/livestream';
import type { Recording } from '@kubecast/crds/recording';
import type { StreamName } from '@kubecast/media/keys';
import type { KubernetesClient } from '@kubecast/runtime/client';
import type { Pod, Service } from '@kubecast/runtime/core-kinds';
import type { ObjectStore } from '@kubecast/runtime/informer';
import type { KubernetesObject, ObjectKey } from '@kubecast/runtime/kubernetes-object';
import type { ReportedStatuses } from '@kubecast/runtime/reported-statuses';
import type { CredentialIssuer } from '../credentials/store-credentials.ts';
import type { TranscoderTokens } from './desired-transcoder-secret.ts';
import type { FeedObservation } from './feed-observation.ts';
import type { IngestCredentials } from './ingest-credentials.ts';
import type { Notice } from './notices.ts';
import type { SecretReader } from './secret-reader.ts';
import type { SessionEnder } from './session-ender.ts';
import type { SessionEnds } from './session-ends.ts';
import type { StreamIdClaims } from './stream-id-claims.ts';
import type { StreamSettings } from './stream-settings.ts';
import type { TranscoderSecretFacts } from './transcoder-secret-facts.ts';

/** The informers' stores. */
export interface LiveStreamStores {
  readonly liveStreams: ObjectStore<LiveStream>;
  /** By the index {@link byLiveStream}. */
  readonly pods: ObjectStore<Pod>;
  /** With managed fields. */
  readonly services: ObjectStore<Service>;
  /** Metadata only. */
  readonly secrets: ObjectStore<KubernetesObject>;
  readonly recordings: Pick<ObjectStore<Recording>, 'get'>;
  /** The gateway's Service alone; absent where its address is configured, or there is none. */
  readonly gateway?: ObjectStore<Service> | undefined;
}

/** Name of the index over pods: the key of their LiveStream. */
export const byLiveStream = 'liveStream';

/** What a pass is given beside its key. */
export interface LiveStreamDependencies {
  readonly client: KubernetesClient;
  readonly stores: LiveStreamStores;
  readonly settings: StreamSettings;
  readonly ingestSecrets: SecretReader<IngestCredentials>;
  readonly transcoderSecrets: SecretReader<TranscoderSecretFacts>;
  readonly streamIds: StreamIdClaims;
  readonly reported: ReportedStatuses<LiveStream>;
  readonly issuer: CredentialIssuer;
  readonly tokensFor: (stream: StreamName) => TranscoderTokens;
  readonly feedOf: (podUid: string) => FeedObservation;
  readonly sessionEnder: SessionEnder;
  /** Uids of the suspended LiveStreams that have no open session: the object store is asked once. */
  readonly ended: Set<string>;
  /** LiveStreams that were deleted, or left the shard, since this operator leads, until their sessions are ended. */
  readonly departed: Map<ObjectKey, LiveStream>;
  readonly sessionEnds: Pick<SessionEnds, 'endOf'>;
  readonly recordEvents: (liveStream: LiveStream, notices: readonly Notice[]) => void;
  readonly now: () => Date;
}
