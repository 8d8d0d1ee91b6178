/** A clip: a Recording of a part of a session, beside the stream's own. */
import type { Recording as RecordingResource } from '@kubecast/crds/recording';
import { isAlreadyExists } from '@kubecast/runtime/api-error';
import type { Caller } from '../../access/caller.ts';
import type { BoundedRun } from '../../auth/bounded-concurrency.ts';
import { clusterRefusal } from '../../cluster/cluster-refusal.ts';
import { createRecording, type NewRecording } from '../../cluster/recordings.ts';
import { ApiError } from '../../problems/api-error.ts';
import { projectRecording } from '../../projection/project-recording.ts';
import { callerId } from '../streams/route-parts.ts';
import type { Stream } from '../streams/stream.ts';
import { streamName } from '../streams/stream-name.ts';
import { withUserLock } from '../streams/streams-repository.ts';
import { readManaged } from '../streams/streams-service.ts';
import { rangeFault, type SessionTimes } from './clip-range.ts';
import type { Recording } from './recording.ts';
import { countOpenClips, findSession } from './recordings-repository.ts';
import { type RecordingsService, readOwned } from './recordings-service.ts';
import type { CreateClipBody } from './schemas.ts';

export interface ClipCreation {
  readonly service: RecordingsService;
  /** Each creation holds a connection to Postgres: only a few at once. */
  readonly fewAtOnce: BoundedRun;
}

const attempt = 'make the clip';
const mostOpenClips = 10;
const nameAttempts = 3;

const refuse = (field: string, message: string): ApiError =>
  new ApiError('RequestInvalid', `Could not ${attempt}: ${field} ${message}`, { fields: { [field]: message } });

interface Session extends SessionTimes {
  readonly id: string;
}

const observeSession = async (
  { databases }: RecordingsService,
  stream: Stream,
  asked: string | undefined,
): Promise<Session> => {
  const id = asked ?? stream.sessionId;
  if (id === null) throw refuse('sessionId', 'is missing, and the stream has had no session yet');
  if (id === stream.sessionId) return { id, startedAt: stream.sessionStartedAt, endedAt: stream.sessionEndedAt };
  const recorded = await findSession(databases.recordings, stream, id);
  if (!recorded) throw refuse('sessionId', 'is not that of a session of this stream that is known');
  return { id, ...recorded };
};

const specFor = (stream: Stream, session: Session, body: CreateClipBody): NewRecording['spec'] => ({
  source: { liveStream: stream.name, session: session.id },
  range: { from: new Date(body.from).toISOString(), to: new Date(body.to).toISOString() },
  title: body.title ?? stream.title,
  visibility: (body.visibility ?? stream.visibility) === 'public' ? 'Public' : 'Private',
  ...(stream.ownerId !== null && { owner: stream.ownerId }),
});

const checkRange = (session: Session, { from, to }: CreateClipBody, now: Date): void => {
  const fault = rangeFault({ from: new Date(from), to: new Date(to) }, session, now);
  if (fault) throw refuse(fault.field, fault.message);
};

const ensureRoom = async ({ databases }: RecordingsService, ownerId: string): Promise<void> => {
  if ((await countOpenClips(databases.recordings, ownerId)) < mostOpenClips) return;
  const detail = `Could not ${attempt}: ${mostOpenClips} clips are still being made; wait for them, or delete some`;
  throw new ApiError('ClipLimitReached', detail);
};

/** The field of the request for one of the resource: `spec.range.to` is `to`. */
const fieldNamed = (field: string): string =>
  field.endsWith('source.session') ? 'sessionId' : (field.split('.').at(-1) ?? field);

const createUnderFreeName = async (
  { cluster }: RecordingsService,
  title: string,
  clip: Omit<NewRecording, 'name'>,
): Promise<RecordingResource> => {
  for (let left = nameAttempts - 1; ; left -= 1) {
    try {
      return await createRecording(cluster, { ...clip, name: streamName(title) });
    } catch (error) {
      if (!isAlreadyExists(error) || left === 0) throw clusterRefusal(error, attempt, fieldNamed);
    }
  }
};

/**
 * Creates it; its owner is the stream's. Clips of one user are counted one after the other, on whichever replica.
 *
 * @throws ApiError NotFound, Forbidden and ManagedElsewhere for the stream, RequestInvalid (by field), ClipLimitReached, ClusterRefuses, Busy
 */
export const createClip = async (
  { service, fewAtOnce }: ClipCreation,
  caller: Caller,
  body: CreateClipBody,
): Promise<Recording> => {
  const { databases, cluster, namespace, shard, now } = service;
  const streams = { pool: databases.streams, cluster, namespace };
  const stream = await readManaged(streams, { caller, id: body.streamId, attempt });
  const session = await observeSession(service, stream, body.sessionId);
  checkRange(session, body, now());
  const spec = specFor(stream, session, body);
  const userId = stream.ownerId ?? callerId(caller);
  return fewAtOnce(() =>
    withUserLock(databases.recordings, userId, async () => {
      await ensureRoom(service, userId);
      const clip = await createUnderFreeName(service, body.title ?? stream.title, { namespace, shard, spec });
      await projectRecording(databases.recordings, clip);
      return await readOwned(service, { caller, id: clip.metadata.uid, attempt });
    }),
  );
};
