/** What the routes of `/api/recordings` work with, and how they get at one recording. */
import type { KubernetesClient } from '@kubecast/runtime/client';
import { type Caller, isOwner } from '../../access/caller.ts';
import type { Databases } from '../../database/databases.ts';
import type { Queryable } from '../../database/queryable.ts';
import { ApiError } from '../../problems/api-error.ts';
import type { Recording } from './recording.ts';
import { findRecording } from './recordings-repository.ts';

export interface RecordingsService {
  readonly databases: Pick<Databases, 'recordings' | 'streams' | 'vod'>;
  readonly cluster: KubernetesClient;
  /** The only namespace that the api writes to. */
  readonly namespace: string;
  /** Of the operator that takes care of what the api creates; undefined: the one without a shard. */
  readonly shard: string | undefined;
  readonly now: () => Date;
}

/** What is asked for, by whom, and what for: `attempt` as in `delete the recording`. */
export interface RecordingRequest {
  readonly caller: Caller;
  readonly id: string;
  readonly attempt: string;
}

/** For what is not there, and for what is not the caller’s. */
export const recordingNotFound = (attempt: string): ApiError =>
  new ApiError('NotFound', `Could not ${attempt}: there is none with this id, or it is not yours to see`);

/** The caller's recording. @throws ApiError NotFound: to others it does not exist */
export const readOwned = async (database: Queryable, { caller, id, attempt }: RecordingRequest): Promise<Recording> => {
  const recording = await findRecording(database, id);
  if (recording && isOwner(caller, recording.ownerId)) return recording;
  throw recordingNotFound(attempt);
};

/** The caller's recording that the api may change. @throws ApiError NotFound, ManagedElsewhere */
export const readManaged = async (service: RecordingsService, request: RecordingRequest): Promise<Recording> => {
  const recording = await readOwned(service.databases.recordings, request);
  const { namespace, name } = recording;
  if (namespace === service.namespace) return recording;
  const detail = `Could not ${request.attempt}: change Recording ${namespace}/${name} where it was applied from`;
  throw new ApiError('ManagedElsewhere', detail);
};
