/** LiveStreams as the api reads and writes them. What is not chosen is not written: the schema's defaults hold. */
import { type LiveStream, liveStreamKind } from '@kubecast/crds/livestream';
import { annotations } from '@kubecast/crds/names';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { listAll } from '@kubecast/runtime/client-list';
import { metadataOnly } from '@kubecast/runtime/resource-kind';
import {
  createObject,
  deleteObject,
  type ExactReference,
  type NewObject,
  patchObject,
  readObject,
} from './exact-object.ts';
import { clusterTimeoutMs } from './field-manager.ts';

/** What to create. `spec` holds what was chosen, and may hold undefined. */
export interface NewLiveStream extends Omit<NewObject, 'annotations'> {
  /** `users.id`. */
  readonly ownerId: string;
}

/** @throws ApiError of the runtime: `isAlreadyExists`, `isInvalid` where the spec breaks a rule */
export const createLiveStream = (
  client: KubernetesClient,
  { ownerId, ...liveStream }: NewLiveStream,
): Promise<LiveStream> =>
  createObject<LiveStream>(client, liveStreamKind, { ...liveStream, annotations: { [annotations.owner]: ownerId } });

/** The very LiveStream; undefined when it is gone, also where another has its name. */
export const readLiveStream = (client: KubernetesClient, reference: ExactReference): Promise<LiveStream | undefined> =>
  readObject<LiveStream>(client, liveStreamKind, reference);

/** Changes what was read, and nothing newer: `null` removes a field. */
export interface LiveStreamChange {
  readonly spec: object;
  readonly resourceVersion: string;
}

/** The LiveStream as changed; undefined when it is gone. @throws ApiError of the runtime: `isInvalid`, `isConflict` */
export const patchLiveStream = (
  client: KubernetesClient,
  reference: ExactReference,
  { spec, resourceVersion }: LiveStreamChange,
): Promise<LiveStream | undefined> =>
  patchObject<LiveStream>(client, liveStreamKind, reference, { spec, metadata: { resourceVersion } });

/** Deletes this very LiveStream. One that is gone is no error. */
export const deleteLiveStream = (client: KubernetesClient, reference: ExactReference): Promise<void> =>
  deleteObject(client, liveStreamKind, reference);

/** How many LiveStreams of the namespace are the user's, by the annotation, at this moment and not as a cache has it. */
export const countLiveStreams = async (
  client: KubernetesClient,
  { namespace, ownerId }: Pick<NewLiveStream, 'namespace' | 'ownerId'>,
): Promise<number> => {
  const { items } = await listAll(client, metadataOnly(liveStreamKind), { namespace, timeoutMs: clusterTimeoutMs });
  return items.filter(({ metadata }) => metadata.annotations?.[annotations.owner]?.toLowerCase() === ownerId).length;
};
