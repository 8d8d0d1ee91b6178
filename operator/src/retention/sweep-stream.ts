/** One stream's sweep: what it left open is ended and recorded, its sessions are swept, its log is pruned. */
import { EpochLog } from '@kubecast/media/epoch-log';
import { streamPrefix } from '@kubecast/media/keys';
import { type LoggedSession, loggedSessions } from '@kubecast/media/logged-sessions';
import { departedStream } from '../recording/desired-recording.ts';
import { observeFolders } from './observe-folders.ts';
import { pruneSession } from './prune-log.ts';
import type { RetentionDependencies } from './retention-dependencies.ts';
import { timeReason } from './session-verdict.ts';
import { type Pass, type SweptOutcome, sweepSession } from './sweep-session.ts';
import { type SweptStream, sortFolders } from './swept-stream.ts';

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

const readFrom = async ({ needs, stream, signal }: Pass, after: number) => {
  const sessions: LoggedSession[] = [];
  const log = new EpochLog(needs.segments, stream.name);
  for await (const session of loggedSessions(log, { after, signal })) sessions.push(session);
  return sessions;
};

/** Newest first; without the oldest, whose media is gone and whose entries were pruned, as long as nothing asks for these. */
const readLog = async (pass: Pass): Promise<readonly LoggedSession[]> => {
  const memory = pass.needs.memory.of(pass.stream.name);
  const sessions = await readFrom(pass, memory.prunedEpoch);
  const isAll = pass.sessions.every((session) => sessions.some(({ id }) => id === session));
  if (memory.prunedEpoch === 0 || (isAll && sessions.length > 0)) return sessions;
  memory.prunedEpoch = 0;
  return readFrom(pass, 0);
};

/** The log of what has no media any more, and whose time is over. */
const pruneLog = async ({ needs, stream, signal }: Pass, log: readonly LoggedSession[], media: ReadonlySet<string>) => {
  const { nowMs, retentionMs } = needs;
  const memory = needs.memory.of(stream.name);
  let isAllPruned = true;
  for (const logged of log.toReversed()) {
    const isNewest = logged === log[0];
    const isSpent = !media.has(logged.id) && timeReason({ logged, nowMs: nowMs(), retentionMs }) === undefined;
    isAllPruned &&= isSpent && !isNewest;
    if (isSpent) await pruneSession(needs, { stream: stream.name, logged, isNewest }, signal);
    if (isAllPruned) memory.prunedEpoch = logged.epochs.at(-1) ?? memory.prunedEpoch;
  }
};

/** Who wrote them is not known, and nobody else tells of it. */
const tellOfUnknown = ({ stream, log }: Pass, outcomes: readonly SweptOutcome[]): void => {
  const sessions = outcomes.filter(({ outcome }) => outcome === 'unknown').map(({ session }) => session);
  if (sessions.length > 0)
    log.warn({ ...stream.name, sessions }, 'Keeping live segments of sessions that no log knows');
};

const observePass = async (
  needs: RetentionDependencies,
  stream: SweptStream,
  walk: Pick<Pass, 'log' | 'signal' | 'recordings'>,
): Promise<Pass> => {
  const folders = sortFolders(await observeFolders(needs.segments, streamPrefix(stream.name), walk.signal));
  const { empty } = needs.memory.of(stream.name);
  return { ...walk, ...folders, sessions: folders.sessions.filter((session) => !empty.has(session)), needs, stream };
};

/**
 * Sweeps one stream; its sessions oldest first. Deleting twice, or two sweeps at once, comes to the same. Throws ApiError and
 * the errors of the object store: what was done is done, and the next sweep goes on.
 */
export const sweepStream = async (
  needs: RetentionDependencies,
  stream: SweptStream,
  walk: Pick<Pass, 'log' | 'signal' | 'recordings'>,
): Promise<readonly SweptOutcome[]> => {
  await settleDeparted(needs, stream, walk.signal);
  const pass = await observePass(needs, stream, walk);
  const log = await readLog(pass);
  const outcomes: SweptOutcome[] = [];
  for (const session of pass.sessions) {
    const kept = await sweepSession(
      pass,
      session,
      log.find(({ id }) => id === session),
    );
    if (!kept) continue;
    if (kept.objects > 0) walk.log.info({ ...stream.name, session, ...kept }, 'Deleting live segments');
    outcomes.push({ session, ...kept });
  }
  tellOfUnknown(pass, outcomes);
  const withMedia = outcomes.filter(({ outcome }) => outcome !== 'deleted').map(({ session }) => session);
  await pruneLog(pass, log, new Set(withMedia));
  return outcomes;
};
