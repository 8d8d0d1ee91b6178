/** The informers behind the edge's view: LiveStreams and transcoder pods, read only. */
import { transcoderComponent } from '@kubecast/crds/names';
import type { Logger } from '@kubecast/media/logger';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { pods } from '@kubecast/runtime/core-kinds';
import { createInformer } from '@kubecast/runtime/create-informer';
import { withoutManagedFields } from '@kubecast/runtime/informer-transform';
import { buildReflectorMetrics } from '@kubecast/runtime/metrics-client';
import type { Registry } from 'prom-client';
import { ClusterView } from './cluster-view.ts';
import { routedLiveStreams } from './live-streams-kind.ts';
import type { RoutingTable } from './routing-table.ts';

export interface WatchClusterOptions {
  readonly client: KubernetesClient;
  /** Empty: all. */
  readonly namespaces: readonly string[];
  readonly registry: Registry;
  readonly logger: Logger;
  readonly onTable: (table: RoutingTable) => void;
  readonly remembered?: RoutingTable | undefined;
}

/** The view; nothing is watched before its `run`. */
export const watchCluster = ({
  client,
  namespaces,
  registry,
  logger,
  onTable,
  remembered,
}: WatchClusterOptions): ClusterView => {
  const metrics = buildReflectorMetrics(registry);
  const liveStreams = createInformer(client, {
    kind: routedLiveStreams,
    namespaces,
    transform: withoutManagedFields,
    logger,
    metrics,
  });
  const transcoders = createInformer(client, {
    kind: pods,
    namespaces,
    labelSelector: `app.kubernetes.io/component=${transcoderComponent}`,
    transform: withoutManagedFields,
    logger,
    metrics,
  });
  return new ClusterView({ liveStreams, pods: transcoders, onTable, remembered });
};
