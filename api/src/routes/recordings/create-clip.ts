/** A clip: a Recording of a part of a session, beside the stream's own. */
import type { LiveStream } from '@kubecast/crds/livestream';
import { type Caller, callerId, isAdmin } from '../../access/caller.ts';
import type { CreationTurns } from '../../access/creation-turns.ts';
import { clusterRefusal } from '../../cluster/cluster-refusal.ts';
import { createRecording, type NewRecording } from '../../cluster/recordings.ts';
import { ApiError } from '../../problems/api-error.ts';
import { projectRecording } from '../../projection/project-recording.ts';
import { underFreeName } from '../streams/free-name.ts';
import type { Stream } from '../streams/stream.ts';
import { readManaged, readOwnResource } from '../streams/streams-service.ts';
import { rangeFault, type SessionTimes } from './clip-range.ts';
import { ensureClipRoom } from './clip-room.ts';
import type { Recording } from './recording.ts';
import { findSession } from './recordings-repository.ts';
import { type RecordingsService, readOwned } from './recordings-service.ts';
import type { CreateClipBody } from './schemas.ts';

export interface ClipCreation {
  readonly service: RecordingsService;
  readonly inTurn: CreationTurns;
}

const attempt = 'make the clip';

const refuse = (field: string, message: string): ApiError =>
  new ApiError('RequestInvalid', `Could not ${attempt}: ${field} ${message}`, { fields: { [field]: message } });

interface Session extends SessionTimes {
  readonly id: string;
}

const observeSession = async (
  { databases }: RecordingsService,
  stream: Stream,
  { caller, asked }: { readonly caller: Caller; readonly asked: string | undefined },
): Promise<Session> => {
  const id = asked ?? stream.sessionId;
  if (id === null) throw refuse('sessionId', 'is missing, and the stream has had no session yet');
  if (id === stream.sessionId) return { id, startedAt: stream.sessionStartedAt, endedAt: stream.sessionEndedAt };
  const owner = isAdmin(caller) ? 'anybody' : { id: stream.ownerId };
  const recorded = await findSession(databases.recordings, stream, id, owner);
  if (!recorded) throw refuse('sessionId', 'is not that of a session of this stream that is known');
  return { id, ...recorded };
};

/** As the stream's own recordings, where nothing else was chosen. */
const specFor = (
  stream: Stream,
  { spec: { recording } }: LiveStream,
  session: Session,
  body: CreateClipBody,
): NewRecording['spec'] => ({
  source: { liveStream: stream.name, session: session.id },
  range: { from: new Date(body.from).toISOString(), to: new Date(body.to).toISOString() },
  title: body.title ?? stream.title,
  visibility: (body.visibility ?? stream.visibility) === 'public' ? 'Public' : 'Private',
  ...(stream.ownerId !== null && { owner: stream.ownerId }),
  ...(recording.retentionDays !== undefined && { retentionDays: recording.retentionDays }),
});

const checkRange = (session: Session, { from, to }: CreateClipBody, now: Date): void => {
  const fault = rangeFault({ from: new Date(from), to: new Date(to) }, session, now);
  if (fault) throw refuse(fault.field, fault.message);
};

/** The field of the request for one of the resource: `spec.range.to` is `to`. */
const fieldNamed = (field: string): string =>
  field.endsWith('source.session') ? 'sessionId' : (field.split('.').at(-1) ?? field);

/**
 * Creates it; its owner is the stream's. Clips of one user are counted one after the other, on whichever replica.
 *
 * @throws ApiError NotFound, Forbidden and ManagedElsewhere for the stream, RequestInvalid (by field), ClipLimitReached, ClusterRefuses, Busy
 */
export const createClip = async (
  { service, inTurn }: ClipCreation,
  caller: Caller,
  body: CreateClipBody,
): Promise<Recording> => {
  const { databases, cluster, namespace, shard, now } = service;
  const streams = { pool: databases.streams, cluster, namespace };
  const request = { caller, id: body.streamId, attempt };
  const stream = await readManaged(streams, request);
  const session = await observeSession(service, stream, { caller, asked: body.sessionId });
  checkRange(session, body, now());
  const liveStream = await readOwnResource(streams, stream, request);
  const desired = { namespace, shard, spec: specFor(stream, liveStream, session, body) };
  const ownerId = stream.ownerId ?? callerId(caller);
  return await inTurn(ownerId, async (client) => {
    await ensureClipRoom(client, { ownerId, now: now(), attempt }, 'new');
    const clip = await underFreeName(body.title ?? stream.title, (name) =>
      createRecording(cluster, { ...desired, name }),
    ).catch((error: unknown) => {
      throw clusterRefusal(error, attempt, fieldNamed);
    });
    await projectRecording(client, clip);
    return await readOwned(client, { caller, id: clip.metadata.uid, attempt });
  });
};
