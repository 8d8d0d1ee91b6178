/** One stream's sweep: what it left open is ended and recorded, what nobody needs any more is deleted, its log is pruned. */
import type { LiveStream } from '@kubecast/crds/livestream';
import { EpochLog } from '@kubecast/media/epoch-log';
import { type StreamName, streamPrefix } from '@kubecast/media/keys';
import { type LoggedSession, loggedSessions } from '@kubecast/media/logged-sessions';
import type { Logger } from 'pino';
import { departedStream, recordedStreamOf } from '../recording/desired-recording.ts';
import { ensureSessionRecording } from '../recording/ensure-session-recording.ts';
import { deleteSession, newestModifiedMs } from './delete-session.ts';
import { folderNames } from './folder-names.ts';
import { pruneSession } from './prune-log.ts';
import type { RetentionDependencies } from './retention-dependencies.ts';
import { observeNeeds } from './session-needs.ts';
import { type KeepReason, needReason, timeReason } from './session-verdict.ts';
import { type StreamFolders, type SweptStream, sortFolders } from './swept-stream.ts';
import { trimBeforeMs, trimSession } from './trim-session.ts';

/** What became of one session. `objects` were deleted of it. */
export interface SweptOutcome {
  readonly session: string;
  /** `deleted`: all of it. */
  readonly outcome: 'deleted' | KeepReason;
  readonly objects: number;
}

interface Pass {
  readonly needs: RetentionDependencies;
  readonly stream: SweptStream;
  readonly folders: StreamFolders;
  readonly signal: AbortSignal;
}

/** Nobody else looks after a stream that is gone. */
const settleDeparted = async (
  { sessionEnder, sessionRecordings, shard }: RetentionDependencies,
  { name, liveStream }: SweptStream,
  signal: AbortSignal,
): Promise<void> => {
  if (liveStream) return;
  await sessionEnder.end(name, signal);
  await sessionRecordings.ensure({ ...departedStream(name, shard), uid: '' }, signal);
};

const readLog = async ({ segments }: RetentionDependencies, stream: StreamName, signal: AbortSignal) => {
  const sessions: LoggedSession[] = [];
  for await (const session of loggedSessions(new EpochLog(segments, stream), { signal })) sessions.push(session);
  return sessions;
};

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

const trimOpen = async ({ needs, stream, signal }: Pass, logged: LoggedSession): Promise<number> => {
  if (!stream.liveStream || logged.recording) return 0;
  const beforeMs = trimBeforeMs(stream.liveStream, { nowMs: needs.nowMs(), retentionMs: needs.retentionMs });
  return beforeMs === undefined ? 0 : trimSession(needs, { stream: stream.name, logged }, beforeMs, signal);
};

/** A session whose time is over. */
const sweepDue = async (pass: Pass, logged: LoggedSession): Promise<Omit<SweptOutcome, 'session'>> => {
  const { needs, stream, folders, signal } = pass;
  const session = { stream: stream.name, logged };
  const reason = needReason(await observeNeeds(needs, session, signal));
  if (reason === 'recordingMissing') await ensureRecording(needs, stream, logged, signal);
  if (reason) return { outcome: reason, objects: 0 };
  // The log tells the time by the clocks of pods.
  const newestMs = await newestModifiedMs(needs, stream.name, logged.id, signal);
  if (needs.nowMs() < newestMs + needs.retentionMs) return { outcome: 'recent', objects: 0 };
  const deletion = await deleteSession(needs, { ...session, renditions: folders.renditions }, signal);
  return { outcome: deletion.kept ?? 'deleted', objects: deletion.objects };
};

const sweepSession = async (pass: Pass, session: string, logged: LoggedSession | undefined): Promise<SweptOutcome> => {
  const { nowMs, retentionMs } = pass.needs;
  const reason = timeReason({ logged, nowMs: nowMs(), retentionMs });
  if (!logged || (reason && reason !== 'open')) return { session, outcome: reason ?? 'unknown', objects: 0 };
  if (reason === 'open') return { session, outcome: reason, objects: await trimOpen(pass, logged) };
  return { session, ...(await sweepDue(pass, logged)) };
};

/** The log of what has no media any more, and whose time is over. */
const pruneLog = async (
  { needs, stream, signal }: Pass,
  log: readonly LoggedSession[],
  withMedia: ReadonlySet<string>,
) => {
  const { nowMs, retentionMs } = needs;
  for (const [index, logged] of log.entries()) {
    const isSpent = !withMedia.has(logged.id) && timeReason({ logged, nowMs: nowMs(), retentionMs }) === undefined;
    if (isSpent) await pruneSession(needs, { stream: stream.name, logged, isNewest: index === 0 }, signal);
  }
};

/**
 * Sweeps one stream; its sessions oldest first. Deleting twice, or two sweeps at once, comes to the same. Throws ApiError and
 * the errors of the object store: what was done is done, and the next sweep goes on.
 */
export const sweepStream = async (
  needs: RetentionDependencies,
  stream: SweptStream,
  { log, signal }: { readonly log: Logger; readonly signal: AbortSignal },
): Promise<readonly SweptOutcome[]> => {
  await settleDeparted(needs, stream, signal);
  const folders = sortFolders(await folderNames(needs.segments, streamPrefix(stream.name), signal));
  const sessions = await readLog(needs, stream.name, signal);
  const pass: Pass = { needs, stream, folders, signal };
  const outcomes: SweptOutcome[] = [];
  for (const session of folders.sessions) {
    const logged = sessions.find(({ id }) => id === session);
    const outcome = await sweepSession(pass, session, logged);
    if (outcome.objects > 0) log.info({ ...stream.name, ...outcome }, 'Deleting live segments');
    outcomes.push(outcome);
  }
  const kept = outcomes.filter(({ outcome }) => outcome !== 'deleted').map(({ session }) => session);
  await pruneLog(pass, sessions, new Set(kept));
  return outcomes;
};
