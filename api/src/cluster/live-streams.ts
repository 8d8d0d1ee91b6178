/**
 * LiveStreams as the api reads and writes them. It writes single fields, by merge patches and to one very object (its uid), so
 * that what others set stays; it never replaces an object. Defaults are the schema's: what is not chosen is not written.
 */
import { type LiveStream, liveStreamKind, parseLiveStream } from '@kubecast/crds/livestream';
import { annotations, apiVersion, shardLabel } from '@kubecast/crds/names';
import { isConflict, isInvalid, isNotFound } from '@kubecast/runtime/api-error';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { listAll } from '@kubecast/runtime/client-list';
import { metadataOnly, resourcePath } from '@kubecast/runtime/resource-kind';
import { apiFieldManager, clusterTimeoutMs } from './field-manager.ts';

/** One very LiveStream. */
export interface LiveStreamReference {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

/** What to create. `spec` holds what was chosen, and may hold undefined. */
export interface NewLiveStream {
  readonly namespace: string;
  readonly name: string;
  /** `users.id`. */
  readonly ownerId: string;
  /** Of the operator that is to take care of it; undefined: the one without a shard. */
  readonly shard: string | undefined;
  readonly spec: object;
}

const timeoutMs = clusterTimeoutMs;

/** @throws ApiError of the runtime: `isAlreadyExists`, `isInvalid` where the spec breaks a rule */
export const createLiveStream = async (
  client: KubernetesClient,
  { namespace, name, ownerId, shard, spec }: NewLiveStream,
): Promise<LiveStream> => {
  const labels = { 'app.kubernetes.io/managed-by': apiFieldManager, [shardLabel]: shard };
  const metadata = { namespace, name, labels, annotations: { [annotations.owner]: ownerId } };
  const { body } = await client.request({
    method: 'POST',
    path: `${resourcePath(liveStreamKind, { namespace })}?fieldManager=${apiFieldManager}`,
    body: { apiVersion, kind: liveStreamKind.kind, metadata, spec },
    attempt: `create LiveStream ${namespace}/${name}`,
    timeoutMs,
  });
  return parseLiveStream(body);
};

/** The very LiveStream; undefined when it is gone, also where another has its name. */
export const readLiveStream = async (
  client: KubernetesClient,
  { uid, ...reference }: LiveStreamReference,
): Promise<LiveStream | undefined> => {
  try {
    const liveStream = await client.get(liveStreamKind, reference, { timeoutMs });
    return liveStream.metadata.uid === uid ? liveStream : undefined;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
};

/** A change: `null` removes a field. With `resourceVersion` a conflict when anything changed since. */
export interface LiveStreamChange {
  readonly spec: object;
  readonly resourceVersion?: string;
}

/** The LiveStream as changed; undefined when it is gone. @throws ApiError of the runtime: `isInvalid`, `isConflict` */
export const patchLiveStream = async (
  client: KubernetesClient,
  reference: LiveStreamReference,
  { spec, resourceVersion }: LiveStreamChange,
): Promise<LiveStream | undefined> => {
  const patch = { metadata: { uid: reference.uid, resourceVersion }, spec };
  try {
    return await client.mergePatch(liveStreamKind, reference, { patch, fieldManager: apiFieldManager, timeoutMs });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    // Another has its name (its uid cannot be changed), or the change itself is refused: the server answers both alike.
    const isRefused = isConflict(error) || isInvalid(error);
    if (isRefused && (await readLiveStream(client, reference)) === undefined) return undefined;
    throw error;
  }
};

/** Deletes this very LiveStream. One that is gone is no error. */
export const deleteLiveStream = async (client: KubernetesClient, reference: LiveStreamReference): Promise<void> => {
  try {
    await client.delete(liveStreamKind, reference, { preconditions: { uid: reference.uid }, timeoutMs });
  } catch (error) {
    if (!isNotFound(error) && !isConflict(error)) throw error;
  }
};

/** How many LiveStreams of the namespace are the user's, by the annotation, at this moment and not as a cache has it. */
export const countLiveStreams = async (
  client: KubernetesClient,
  { namespace, ownerId }: Pick<NewLiveStream, 'namespace' | 'ownerId'>,
): Promise<number> => {
  const { items } = await listAll(client, metadataOnly(liveStreamKind), { namespace, timeoutMs });
  return items.filter(({ metadata }) => metadata.annotations?.[annotations.owner]?.toLowerCase() === ownerId).length;
};
