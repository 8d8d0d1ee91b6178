/**
 * Deletes the entries of sessions whose media is gone. A session that has a Recording keeps the last one that wanted it, so that
 * a resource that was lost is made again, and the newest entry of all stays in any case: numbers never restart.
 */
import { EpochLog } from '@kubecast/media/epoch-log';
import { epochKey, type StreamName, streamPrefix } from '@kubecast/media/keys';
import type { LoggedSession } from '@kubecast/media/logged-sessions';
import { tombstoneKey } from '@kubecast/media/recording-keys';
import type { RetentionDependencies } from './retention-dependencies.ts';

/** A session without media. */
export interface SpentSession {
  readonly stream: StreamName;
  readonly logged: LoggedSession;
  /** Of its stream's log. */
  readonly isNewest: boolean;
}

type Needs = Pick<RetentionDependencies, 'segments' | 'videos' | 'deleted'>;

/** Its Recording was deleted on purpose. */
const isForgotten = async ({ videos }: Needs, { stream, logged }: SpentSession, signal: AbortSignal) =>
  (await videos.head(tombstoneKey(stream, logged.id), signal)) !== undefined;

/** The newest that wants a Recording, whichever of the session's entries it is: what was pruned before is not asked for again. */
const recordedEpoch = async ({ segments }: Needs, { stream, logged }: SpentSession, signal: AbortSignal) => {
  const { epochs, recording } = logged;
  // The log's walk has seen the first and the last.
  if (!recording && epochs.length <= 2) return undefined;
  const log = new EpochLog(segments, stream);
  for (const epoch of epochs.toReversed()) if ((await log.read(epoch, signal))?.recording) return epoch;
  return undefined;
};

/** The entry that a lost resource is made again from. */
const keptEpoch = async (needs: Needs, session: SpentSession, signal: AbortSignal) => {
  const epoch = await recordedEpoch(needs, session, signal);
  if (session.isNewest && epoch === session.logged.epochs.at(-1)) return epoch;
  return epoch !== undefined && (await isForgotten(needs, session, signal)) ? undefined : epoch;
};

/**
 * Deletes the entries of a session that nobody reads any more, oldest first. Resolves with those that stay, ascending. Throws
 * the errors of the object store.
 */
export const pruneSession = async (
  needs: Needs,
  session: SpentSession,
  signal: AbortSignal,
): Promise<readonly number[]> => {
  const { stream, logged, isNewest } = session;
  const stays = new Set([await keptEpoch(needs, session, signal), isNewest ? logged.epochs.at(-1) : undefined]);
  for (const epoch of logged.epochs) {
    if (stays.has(epoch)) continue;
    await needs.segments.delete(streamPrefix(stream) + epochKey(epoch), signal);
    needs.deleted(1);
  }
  return logged.epochs.filter((epoch) => stays.has(epoch));
};
