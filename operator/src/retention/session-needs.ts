/** Finds out what may need a session's segments: asked again right before and while they are deleted. */
import { type Recording, recordingKind } from '@kubecast/crds/recording';
import { EpochLog } from '@kubecast/media/epoch-log';
import type { StreamName } from '@kubecast/media/keys';
import type { LoggedSession } from '@kubecast/media/logged-sessions';
import { tombstoneKey } from '@kubecast/media/recording-keys';
import { listAll } from '@kubecast/runtime/client-list';
import { isOfWholeSession } from '../recording/recording-child-metadata.ts';
import type { RetentionDependencies } from './retention-dependencies.ts';
import { isComplete, needReason, type RecordingFacts, type SessionNeeds } from './session-verdict.ts';

/** A session of a stream, as the epoch log has it. */
export interface SweptSession {
  readonly stream: StreamName;
  readonly logged: LoggedSession;
}

type Needs = Pick<RetentionDependencies, 'client' | 'segments' | 'videos' | 'results'>;

/** The Recordings of a session, clips too, of whatever shard. */
const listRecordings = async (
  { client }: Pick<Needs, 'client'>,
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
  return { recording, isStored: isComplete(recording) && (await results.readResult(name, signal)) !== undefined };
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
const isRecorded = async ({ segments }: Needs, { stream, logged }: SweptSession, signal: AbortSignal) => {
  if (logged.recording) return true;
  const log = new EpochLog(segments, stream);
  for (const epoch of logged.epochs) if ((await log.read(epoch, signal))?.recording) return true;
  return false;
};

/** Throws ApiError and the errors of the object store. */
export const observeNeeds = async (needs: Needs, session: SweptSession, signal: AbortSignal): Promise<SessionNeeds> => {
  const found = await listRecordings(needs, session, signal);
  const recordings: RecordingFacts[] = [];
  for (const recording of found) recordings.push(await factsOf(needs, session, recording, signal));
  const own = await ownFate(needs, session, found, signal);
  return { recorded: await isRecorded(needs, session, signal), own, recordings };
};

/** False as soon as there is a Recording that is not complete: one that was applied since would find less and less. */
export const isStillUnneeded = async (
  needs: Pick<Needs, 'client'>,
  session: SweptSession,
  signal: AbortSignal,
): Promise<boolean> => {
  const recordings = (await listRecordings(needs, session, signal)).map((recording) => ({ recording, isStored: true }));
  return needReason({ recorded: false, own: 'there', recordings }) === undefined;
};
