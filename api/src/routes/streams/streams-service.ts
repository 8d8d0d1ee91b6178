/** What the routes of `/api/streams` work with, and how they get at one stream. */
import type { LiveStream } from '@kubecast/crds/livestream';
import { annotations } from '@kubecast/crds/names';
import type { KubernetesClient } from '@kubecast/runtime/client';
import type { Pool } from 'pg';
import { type Caller, isOwner } from '../../access/caller.ts';
import { clusterRefusal } from '../../cluster/cluster-refusal.ts';
import { readLiveStream } from '../../cluster/live-streams.ts';
import { ApiError } from '../../problems/api-error.ts';
import { ownerIdFor } from '../../projection/owner-id.ts';
import { forgetLiveStream, projectLiveStream } from '../../projection/project-live-stream.ts';
import { isVisible, type Stream, type StreamName } from './stream.ts';
import { findStream, findStreamNamed } from './streams-repository.ts';

export interface StreamsService {
  /** `streams_db`. */
  readonly pool: Pool;
  readonly cluster: KubernetesClient;
  /** The only namespace that the api writes to. */
  readonly namespace: string;
}

/** What is asked for, by whom, and what for: `attempt` as in `change the stream`. */
export interface StreamRequest {
  readonly caller: Caller;
  readonly id: string;
  readonly attempt: string;
}

const forbidden = (attempt: string): ApiError =>
  new ApiError('Forbidden', `Could not ${attempt}: it is another user's`);

const notFound = (attempt: string): ApiError =>
  new ApiError('NotFound', `Could not ${attempt}: there is none with this id, or it is not yours to see`);

/** The stream. @throws ApiError NotFound where the caller may not see it */
export const readVisible = async (
  { pool }: StreamsService,
  { caller, id, attempt }: StreamRequest,
): Promise<Stream> => {
  const stream = await findStream(pool, id);
  if (stream && isVisible(caller, stream)) return stream;
  throw notFound(attempt);
};

/** The same, by its name. @throws ApiError NotFound */
export const readVisibleNamed = async (
  { pool }: StreamsService,
  { caller, attempt }: Omit<StreamRequest, 'id'>,
  name: StreamName,
): Promise<Stream> => {
  const stream = await findStreamNamed(pool, name);
  if (stream && isVisible(caller, stream)) return stream;
  throw new ApiError('NotFound', `Could not ${attempt}: there is none of this name, or it is not yours to see`);
};

/** The caller's stream that the api may change. @throws ApiError NotFound, Forbidden, ManagedElsewhere */
export const readManaged = async (service: StreamsService, request: StreamRequest): Promise<Stream> => {
  const { caller, attempt } = request;
  const stream = await readVisible(service, request);
  if (!isOwner(caller, stream.ownerId)) throw forbidden(attempt);
  if (stream.namespace === service.namespace) return stream;
  const where = `LiveStream ${stream.namespace}/${stream.name}`;
  throw new ApiError('ManagedElsewhere', `Could not ${attempt}: change ${where} where it was applied from`);
};

/** The resource is the truth: a row without one goes. @throws ApiError NotFound */
export const forgetGone = async ({ pool }: StreamsService, { id, attempt }: StreamRequest): Promise<never> => {
  await forgetLiveStream(pool, id);
  throw notFound(attempt);
};

/** The row as `liveStream` has it now, and with it what the next list shows. */
export const showLiveStream = async (
  service: StreamsService,
  liveStream: LiveStream,
  attempt: string,
): Promise<Stream> => {
  await projectLiveStream(service.pool, liveStream);
  const stream = await findStream(service.pool, liveStream.metadata.uid);
  // A later change may have gone past it: somebody deleted the stream meanwhile.
  if (!stream) throw notFound(attempt);
  return stream;
};

/** The resource of a stream. @throws ApiError NotFound when it is gone */
export const readResource = async (
  service: StreamsService,
  { namespace, name, id: uid }: Stream,
  request: StreamRequest,
): Promise<LiveStream> =>
  (await readLiveStream(service.cluster, { namespace, name, uid })) ?? (await forgetGone(service, request));

/** The row may be a moment behind: who owned the stream until now changes nothing any more. @throws ApiError Forbidden */
const assertOwner = ({ metadata }: LiveStream, { caller, attempt }: StreamRequest): void => {
  if (!isOwner(caller, ownerIdFor(metadata.annotations?.[annotations.owner]))) throw forbidden(attempt);
};

/** The resource of a stream of {@link readManaged}; undefined when it is gone. @throws ApiError Forbidden, ClusterRefuses */
export const findOwnResource = async (
  { cluster }: StreamsService,
  { namespace, name, id: uid }: Stream,
  request: StreamRequest,
): Promise<LiveStream | undefined> => {
  const liveStream = await readLiveStream(cluster, { namespace, name, uid }).catch((error: unknown) => {
    throw clusterRefusal(error, request.attempt);
  });
  if (liveStream) assertOwner(liveStream, request);
  return liveStream;
};

/** The same. @throws ApiError NotFound when it is gone, too */
export const readOwnResource = async (
  service: StreamsService,
  stream: Stream,
  request: StreamRequest,
): Promise<LiveStream> => (await findOwnResource(service, stream, request)) ?? (await forgetGone(service, request));
