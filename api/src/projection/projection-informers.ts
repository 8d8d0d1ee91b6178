/** What the projection follows: every LiveStream and Recording of the watched namespaces, whoever applied them. */
import { type LiveStream, liveStreamKind } from '@kubecast/crds/livestream';
import { type Recording, recordingKind } from '@kubecast/crds/recording';
import type { Logger } from '@kubecast/media/logger';
import type { ListWatcher } from '@kubecast/runtime/client';
import { createInformer } from '@kubecast/runtime/create-informer';
import type { Informer } from '@kubecast/runtime/informer';
import { withoutManagedFields } from '@kubecast/runtime/informer-transform';
import type { ReflectorMetrics } from '@kubecast/runtime/reflector-metrics';

export interface ProjectionInformers {
  readonly liveStreams: Informer<LiveStream>;
  readonly recordings: Informer<Recording>;
}

export interface ProjectionInformerSettings {
  readonly client: ListWatcher;
  /** Empty: all. */
  readonly namespaces: readonly string[];
  readonly logger: Logger;
  readonly metrics: ReflectorMetrics;
}

/** Both; nothing is watched before their `run`. */
export const createProjectionInformers = ({ client, ...shared }: ProjectionInformerSettings): ProjectionInformers => ({
  liveStreams: createInformer(client, { ...shared, kind: liveStreamKind, transform: withoutManagedFields }),
  recordings: createInformer(client, { ...shared, kind: recordingKind, transform: withoutManagedFields }),
});
