/** Where each stream's transcoder pod is, by an informer on pods. */
import { group, liveStreamLabel, ports, transcoderComponent } from '@kubecast/crds/names';
import type { Logger } from '@kubecast/media/logger';
import { comparePods, isOver } from '@kubecast/media/transcoder-pods';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { type Pod, pods } from '@kubecast/runtime/core-kinds';
import { createInformer } from '@kubecast/runtime/create-informer';
import { withoutManagedFields } from '@kubecast/runtime/informer-transform';
import { controllerOf } from '@kubecast/runtime/kubernetes-object';

export interface StreamPods {
  /** The address of its HTTP server, as `http://10.0.0.7:8080`; undefined without a pod that has one. */
  urlOf(streamId: string): string | undefined;
  /** Watches until the signal. */
  run(signal: AbortSignal): Promise<void>;
}

export interface StreamPodsOptions {
  readonly client: KubernetesClient;
  /** Empty: all. */
  readonly namespaces: readonly string[];
  readonly logger: Logger;
}

const byStream = 'stream';

/** The uid of the LiveStream that controls the pod: a label alone, anyone may set. */
export const streamOf = (pod: Pod): readonly string[] => {
  const { apiVersion, kind, uid } = controllerOf(pod) ?? {};
  const isOfStream = kind === 'LiveStream' && apiVersion?.startsWith(`${group}/`);
  return isOfStream && uid !== undefined ? [uid] : [];
};

const hostOf = (address: string): string => (address.includes(':') ? `[${address}]` : address);

/** The pod to ask, of those that one stream has. */
export const podUrl = (candidates: readonly Pod[]): string | undefined => {
  const [pod] = candidates.filter((candidate) => !isOver(candidate) && candidate.status?.podIP).toSorted(comparePods);
  const address = pod?.status?.podIP;
  return address ? `http://${hostOf(address)}:${ports.http}` : undefined;
};

export const watchStreamPods = ({ client, namespaces, logger }: StreamPodsOptions): StreamPods => {
  const informer = createInformer(client, {
    kind: pods,
    namespaces,
    labelSelector: `app.kubernetes.io/component=${transcoderComponent},${liveStreamLabel}`,
    indexes: { [byStream]: streamOf },
    transform: withoutManagedFields,
    logger,
  });
  return {
    urlOf: (streamId) => podUrl(informer.store.byIndex(byStream, streamId)),
    run: (signal) => informer.run(signal),
  };
};
