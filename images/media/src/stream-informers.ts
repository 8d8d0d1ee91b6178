/** The informers of edge and gateway: LiveStreams, as the program needs them, and transcoder pods; read only. */
import { transcoderComponent } from '@kubecast/crds/names';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { type Pod, pods } from '@kubecast/runtime/core-kinds';
import { createInformer } from '@kubecast/runtime/create-informer';
import type { Informer } from '@kubecast/runtime/informer';
import { withoutManagedFields } from '@kubecast/runtime/informer-transform';
import type { KubernetesObject } from '@kubecast/runtime/kubernetes-object';
import { buildReflectorMetrics } from '@kubecast/runtime/metrics-client';
import type { ResourceKind } from '@kubecast/runtime/resource-kind';
import type { Registry } from 'prom-client';
import type { Logger } from './logger.ts';

export interface StreamInformersOptions<LiveStream extends KubernetesObject> {
  readonly client: KubernetesClient;
  /** What the program reads of a LiveStream. */
  readonly kind: ResourceKind<LiveStream>;
  /** Empty: all. */
  readonly namespaces: readonly string[];
  readonly registry: Registry;
  readonly logger: Logger;
}

export interface StreamInformers<LiveStream extends KubernetesObject> {
  readonly liveStreams: Informer<LiveStream>;
  readonly pods: Informer<Pod>;
}

/** Both; nothing is watched before their `run`. */
export const createStreamInformers = <LiveStream extends KubernetesObject>({
  client,
  kind,
  namespaces,
  registry,
  logger,
}: StreamInformersOptions<LiveStream>): StreamInformers<LiveStream> => {
  const shared = { namespaces, logger, metrics: buildReflectorMetrics(registry) };
  const labelSelector = `app.kubernetes.io/component=${transcoderComponent}`;
  return {
    liveStreams: createInformer(client, { ...shared, kind, transform: withoutManagedFields }),
    pods: createInformer(client, { ...shared, kind: pods, labelSelector, transform: withoutManagedFields }),
  };
};
