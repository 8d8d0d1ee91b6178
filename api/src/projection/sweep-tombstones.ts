/** Finishes deletions of videos that were cut off: the api was told to end, or the store was away. */
import type { Logger } from '@kubecast/media/logger';
import { finishVideoDeletion, type VideoDeletion } from './delete-video-objects.ts';
import { tombstonesWithObjects } from './imported-videos-repository.ts';

const batch = 100;

/** A page after the other, so that those that fail do not stand in the way of those behind them. */
async function* allTombstones({ pool }: VideoDeletion): AsyncGenerator<string> {
  let after: string | undefined;
  do {
    const ids = await tombstonesWithObjects(pool, { limit: batch, after });
    yield* ids;
    after = ids.length < batch ? undefined : ids.at(-1);
  } while (after !== undefined);
}

/** Goes through all that are left. Rejects at the end, with the first failure, when there was one: the next sweep tries these again. */
export const sweepTombstones = async (deletion: VideoDeletion, log: Logger, signal: AbortSignal): Promise<void> => {
  const failures: unknown[] = [];
  for await (const id of allTombstones(deletion)) {
    signal.throwIfAborted();
    try {
      await finishVideoDeletion(deletion, id, signal);
      log.info({ video: id }, 'Finishing the deletion of a video');
    } catch (error) {
      signal.throwIfAborted();
      log.warn({ err: error, video: id }, 'Leaving the objects of a deleted video for later');
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
};
