/**
 * Deletes the entries of sessions whose media is gone. A session that has a Recording keeps its last one, so that a resource
 * that was lost is made again, and the newest entry of all stays in any case: numbers never restart.
 */
import { epochKey, type StreamName, streamPrefix } from '@kubecast/media/keys';
import type { LoggedSession } from '@kubecast/media/logged-sessions';
import type { ObjectStore } from '@kubecast/media/object-store';
import { tombstoneKey } from '@kubecast/media/recording-keys';
import type { RetentionDependencies } from './retention-dependencies.ts';

/** A session without media. */
export interface SpentSession {
  readonly logged: Pick<LoggedSession, 'recording' | 'epochs'>;
  readonly isNewest: boolean;
  /** Its Recording was deleted on purpose. */
  readonly isForgotten: boolean;
}

/** The numbers whose entries nobody reads any more, ascending. Pure. */
export const spentEpochs = ({ logged, isNewest, isForgotten }: SpentSession): readonly number[] =>
  isNewest || (logged.recording && !isForgotten) ? logged.epochs.slice(0, -1) : logged.epochs;

const isForgotten = async (
  { videos }: Pick<RetentionDependencies, 'videos'>,
  stream: StreamName,
  { id, recording }: LoggedSession,
  signal: AbortSignal,
) => recording && (await videos.head(tombstoneKey(stream, id), signal)) !== undefined;

/** Deletes them, oldest first: an entry that is left behind is never the first of its session. Throws the store's errors. */
const deleteEntries = async (
  store: Pick<ObjectStore, 'delete'>,
  stream: StreamName,
  epochs: readonly number[],
  signal: AbortSignal,
): Promise<void> => {
  for (const epoch of epochs) await store.delete(streamPrefix(stream) + epochKey(epoch), signal);
};

/** How many entries of a session without media were deleted. Throws the errors of the object store. */
export const pruneSession = async (
  needs: Pick<RetentionDependencies, 'segments' | 'videos'>,
  {
    stream,
    logged,
    isNewest,
  }: { readonly stream: StreamName; readonly logged: LoggedSession; readonly isNewest: boolean },
  signal: AbortSignal,
): Promise<number> => {
  const epochs = spentEpochs({ logged, isNewest, isForgotten: await isForgotten(needs, stream, logged, signal) });
  await deleteEntries(needs.segments, stream, epochs, signal);
  return epochs.length;
};
