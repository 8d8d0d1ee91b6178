/** One session in a sweep: what is open is trimmed, what nobody needs any more is deleted, what lacks its Recording gets it. */
import type { LiveStream } from '@kubecast/crds/livestream';
import type { LoggedSession } from '@kubecast/media/logged-sessions';
import type { Logger } from 'pino';
import { departedStream, recordedStreamOf } from '../recording/desired-recording.ts';
import { ensureSessionRecording } from '../recording/ensure-session-recording.ts';
import { deleteSession } from './delete-session.ts';
import type { ListedRecordings } from './listed-recordings.ts';
import type { RetentionDependencies } from './retention-dependencies.ts';
import { observeNeeds } from './session-needs.ts';
import { isLeaving, type KeepReason, needReason, timeReason } from './session-verdict.ts';
import { lacksMedia, observeStoredMedia, type StoredMedia } from './stored-media.ts';
import type { StreamFolders, SweptStream } from './swept-stream.ts';
import { trimBeforeMs, trimSession } from './trim-session.ts';

/** What became of one session. `objects` were deleted of it. */
export interface SweptOutcome {
  readonly session: string;
  /** `deleted`: all of it. */
  readonly outcome: 'deleted' | KeepReason;
  readonly objects: number;
}

/** Its outcome, of which session is known. */
export type Kept = Omit<SweptOutcome, 'session'>;

/** One stream in one sweep. */
export interface Pass extends StreamFolders {
  readonly needs: RetentionDependencies;
  readonly stream: SweptStream;
  readonly recordings: ListedRecordings;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

const recordingsOf = ({ recordings, stream, signal }: Pass) => recordings.of(stream.name, signal);

/** It has none, and deserves one: what a lost resource leaves behind. */
const ensureRecording = (
  { client, shard }: RetentionDependencies,
  { name, liveStream }: SweptStream,
  { id, liveStreamUid }: LoggedSession,
  signal: AbortSignal,
) => {
  const isOwn = (there: LiveStream): boolean => there.metadata.uid === liveStreamUid;
  const stream = liveStream && isOwn(liveStream) ? recordedStreamOf(liveStream) : departedStream(name, shard);
  return ensureSessionRecording(client, stream, id, signal);
};

const trimOpen = async (pass: Pass, logged: LoggedSession): Promise<number> => {
  const { needs, stream, signal } = pass;
  if (!stream.liveStream || logged.recording) return 0;
  const beforeMs = trimBeforeMs(stream.liveStream, { nowMs: needs.nowMs(), retentionMs: needs.retentionMs });
  if (beforeMs === undefined) return 0;
  const session = { stream: stream.name, logged };
  const sessionNeeds = await observeNeeds(needs, session, await recordingsOf(pass), signal);
  if (sessionNeeds.recorded || needReason(sessionNeeds) !== undefined) return 0;
  return trimSession(needs, session, beforeMs, signal);
};

/** Why the segments of a session stay whose time is over; undefined: nothing needs them. */
const dueReason = async (pass: Pass, logged: LoggedSession, media: StoredMedia): Promise<KeepReason | undefined> => {
  const { needs, stream, log, signal } = pass;
  const facts = await observeNeeds(needs, { stream: stream.name, logged }, await recordingsOf(pass), signal);
  const reason = needReason(facts);
  // One that was made since the Recordings were listed is not complete.
  const isMade = reason === 'recordingMissing' && (await ensureRecording(needs, stream, logged, signal)) === 'there';
  if (reason) return isMade ? 'recordingUnfinished' : reason;
  const kept = facts.recordings.filter(({ recording }) => !isLeaving(recording));
  const short = kept.find(({ result }) => result && lacksMedia(result, media));
  if (!short) return undefined;
  const recording = short.recording.metadata.name;
  log.warn({ ...stream.name, recording }, 'Keeping live segments that came after their video was made');
  return 'recordingShort';
};

/** A session whose time is over by the log, which tells the time by the clocks of pods. */
const sweepDue = async (pass: Pass, logged: LoggedSession, media: StoredMedia): Promise<Kept> => {
  const { needs, stream, renditions, signal } = pass;
  if (needs.nowMs() < media.newestMs + needs.retentionMs) return { outcome: 'recent', objects: 0 };
  const reason = await dueReason(pass, logged, media);
  if (reason) return { outcome: reason, objects: 0 };
  const deletion = await deleteSession(needs, { stream: stream.name, logged, renditions }, signal);
  if (!deletion.kept) needs.sessionDeleted();
  return { outcome: deletion.kept ?? 'deleted', objects: deletion.objects };
};

/** Undefined: it has no media. */
const sweepMedia = async (
  pass: Pass,
  session: string,
  logged: LoggedSession | undefined,
): Promise<Kept | undefined> => {
  const { needs, stream, signal } = pass;
  const media = await observeStoredMedia(needs.segments, stream.name, session, signal);
  if (media.objects > 0) return logged ? sweepDue(pass, logged, media) : { outcome: 'unknown', objects: 0 };
  needs.memory.of(stream.name).empty.add(session);
  return undefined;
};

/** Undefined: it has no media. Throws ApiError and the errors of the object store. */
export const sweepSession = async (
  pass: Pass,
  session: string,
  logged: LoggedSession | undefined,
): Promise<Kept | undefined> => {
  const { nowMs, retentionMs } = pass.needs;
  const reason = timeReason({ logged, nowMs: nowMs(), retentionMs });
  if (logged && reason === 'open') return { outcome: reason, objects: await trimOpen(pass, logged) };
  return reason === 'recent' ? { outcome: reason, objects: 0 } : sweepMedia(pass, session, logged);
};
