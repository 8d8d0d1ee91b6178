/** Finds out what may need a session's segments: asked again right before and while they are deleted. */
import { type Recording, recordingKind } from '@kubecast/crds/recording';
import { EpochLog } from '@kubecast/media/epoch-log';
import type { StreamName } from '@kubecast/media/keys';
import type { LoggedSession } from '@kubecast/media/logged-sessions';
import { tombstoneKey } from '@kubecast/media/recording-keys';
import { listAll } from '@kubecast/runtime/client-list';
import { isOfWholeSession } from '../recording/recording-child-metadata.ts';
import type { RetentionDependencies } from './retention-dependencies.ts';
import { isComplete, isLeaving, type RecordingFacts, type SessionNeeds } from './session-verdict.ts';

/** A session of a stream, as the epoch log has it. */
export interface SweptSession {
  readonly stream: StreamName;
  readonly logged: LoggedSession;
}

type Needs = Pick<RetentionDependencies, 'segments' | 'videos' | 'results' | 'memory'>;

/** The Recordings of a session as of now, clips too, of whatever shard. */
const listRecordings = async (
  { client }: Pick<RetentionDependencies, 'client'>,
  { stream, logged }: SweptSession,
  signal: AbortSignal,
): Promise<readonly Recording[]> => {
  const fieldSelector = `spec.source.liveStream=${stream.stream},spec.source.session=${logged.id}`;
  const { items } = await listAll(client, recordingKind, { namespace: stream.namespace, fieldSelector, signal });
  return items;
};

const factsOf = async (
  { results }: Needs,
  { stream, logged }: SweptSession,
  recording: Recording,
  signal: AbortSignal,
): Promise<RecordingFacts> => {
  const name = { ...stream, session: logged.id, recording: recording.metadata.name };
  return { recording, result: isComplete(recording) ? await results.readResult(name, signal) : undefined };
};

const ownFate = async (
  needs: Needs,
  { stream, logged }: SweptSession,
  recordings: readonly Recording[],
  signal: AbortSignal,
) => {
  if (recordings.some(isOfWholeSession)) return 'there';
  return (await needs.videos.head(tombstoneKey(stream, logged.id), signal)) ? 'deleted' : 'missing';
};

/** The epochs between the newest and the oldest may say something else: a stream's mode can change while it reconnects. */
const isRecorded = async ({ segments, memory }: Needs, { stream, logged }: SweptSession, signal: AbortSignal) => {
  if (logged.recording) return true;
  const known = memory.of(stream);
  const after = known.unrecorded?.session === logged.id ? known.unrecorded.epoch : 0;
  const log = new EpochLog(segments, stream);
  for (const epoch of logged.epochs.filter((one) => one > after)) {
    if ((await log.read(epoch, signal))?.recording) return true;
    known.unrecorded = { session: logged.id, epoch };
  }
  return false;
};

/** `found`: the stream's Recordings, as of a while ago. Throws the errors of the object store. */
export const observeNeeds = async (
  needs: Needs,
  session: SweptSession,
  found: readonly Recording[],
  signal: AbortSignal,
): Promise<SessionNeeds> => {
  const own = found.filter(({ spec }) => spec.source.session === session.logged.id);
  const recordings: RecordingFacts[] = [];
  for (const recording of own) recordings.push(await factsOf(needs, session, recording, signal));
  const recorded = await isRecorded(needs, session, signal);
  return { recorded, own: recorded ? await ownFate(needs, session, own, signal) : 'missing', recordings };
};

/** False as soon as there is a Recording that is not complete: one that was applied since would find less and less. */
export const isStillUnneeded = async (
  needs: Pick<RetentionDependencies, 'client'>,
  session: SweptSession,
  signal: AbortSignal,
): Promise<boolean> => {
  const recordings = await listRecordings(needs, session, signal);
  return recordings.every((recording) => isLeaving(recording) || isComplete(recording));
};
