/** The informers that the LiveStream controller works from. */
import { type LiveStream, liveStreamKind } from '@kubecast/crds/livestream';
import { liveStreamLabel, shardLabel } from '@kubecast/crds/names';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { type Pod, pods, type Service, secrets, services } from '@kubecast/runtime/core-kinds';
import { createInformer } from '@kubecast/runtime/create-informer';
import type { Informer } from '@kubecast/runtime/informer';
import { withoutManagedFields } from '@kubecast/runtime/informer-transform';
import {
  type KubernetesObject,
  type ObjectKey,
  type ObjectReference,
  referenceKey,
} from '@kubecast/runtime/kubernetes-object';
import type { ReflectorMetrics } from '@kubecast/runtime/reflector-metrics';
import { metadataOnly } from '@kubecast/runtime/resource-kind';
import type { Logger } from 'pino';
import { childSelector, credentialsSecretName } from './child-metadata.ts';
import { byLiveStream } from './live-stream-dependencies.ts';

/** One informer a kind. */
export interface LiveStreamInformers {
  /** By {@link byCredentialsSecret}. */
  readonly liveStreams: Informer<LiveStream>;
  /** By {@link byLiveStream}. */
  readonly pods: Informer<Pod>;
  readonly services: Informer<Service>;
  /** Of every Secret but Helm's releases: a person may name any. Metadata only: no secret is held here. */
  readonly secrets: Informer<KubernetesObject>;
  /** Of the one Service of the gateway; absent where the operator has not to find out its address. */
  readonly gateway?: Informer<Service>;
}

/** Name of the index over LiveStreams: the key of the Secret that they take their credentials from. */
export const byCredentialsSecret = 'credentialsSecret';

/** What all informers share. */
export interface InformerSettings {
  readonly client: KubernetesClient;
  /** Empty: all namespaces. */
  readonly namespaces: readonly string[];
  /** Absent: the LiveStreams without a shard. */
  readonly shard?: string | undefined;
  /** The gateway's Service; absent: nobody asks for its address. */
  readonly gatewayService?: ObjectReference | undefined;
  readonly logger: Logger;
  readonly metrics?: ReflectorMetrics | undefined;
}

/** The key of the LiveStream that a child was made for; undefined for anything else. */
export const liveStreamOf = ({ metadata }: KubernetesObject): ObjectKey | undefined => {
  const name = metadata.labels?.[liveStreamLabel];
  return name === undefined ? undefined : referenceKey({ namespace: metadata.namespace, name });
};

const liveStreamIndex = (object: KubernetesObject): readonly string[] => {
  const key = liveStreamOf(object);
  return key === undefined ? [] : [key];
};

const credentialsIndex = (liveStream: LiveStream): readonly string[] => [
  referenceKey({ namespace: liveStream.metadata.namespace, name: credentialsSecretName(liveStream) }),
];

/** Makes them; they do nothing before they are run. */
export const createLiveStreamInformers = (settings: InformerSettings): LiveStreamInformers => {
  const { client, shard, gatewayService, ...shared } = settings;
  return {
    liveStreams: createInformer(client, {
      ...shared,
      kind: liveStreamKind,
      labelSelector: shard === undefined ? `!${shardLabel}` : `${shardLabel}=${shard}`,
      indexes: { [byCredentialsSecret]: credentialsIndex },
      transform: withoutManagedFields,
    }),
    pods: createInformer(client, {
      ...shared,
      kind: pods,
      labelSelector: childSelector,
      indexes: { [byLiveStream]: liveStreamIndex },
      transform: withoutManagedFields,
    }),
    // With managed fields: they tell without a request whether an apply would change anything.
    services: createInformer(client, { ...shared, kind: services, labelSelector: childSelector }),
    secrets: createInformer(client, {
      ...shared,
      kind: metadataOnly(secrets),
      fieldSelector: 'type!=helm.sh/release.v1',
      transform: withoutManagedFields,
    }),
    ...(gatewayService && { gateway: gatewayInformer(settings, gatewayService) }),
  };
};

/** The operator may read this one Service in the namespace of the release, so that is all it asks for. */
const gatewayInformer = (
  { client, logger, metrics }: InformerSettings,
  { namespace, name }: ObjectReference,
): Informer<Service> =>
  createInformer(client, {
    kind: services,
    namespaces: namespace === undefined ? [] : [namespace],
    fieldSelector: `metadata.name=${name}`,
    transform: withoutManagedFields,
    logger,
    metrics,
  });
