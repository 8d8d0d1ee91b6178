/** Finishes deletions of videos that were cut off: the api was told to end, or the store was away. */
import type { Logger } from '@kubecast/media/logger';
import { finishVideoDeletion, type VideoDeletion } from './delete-video-objects.ts';
import { tombstonesWithObjects } from './imported-videos-repository.ts';

const batch = 100;

/** Goes through all that are left. Rejects with the first failure; the next sweep goes on there. */
export const sweepTombstones = async (deletion: VideoDeletion, log: Logger, signal: AbortSignal): Promise<void> => {
  for (;;) {
    const ids = await tombstonesWithObjects(deletion.pool, batch);
    for (const id of ids) {
      signal.throwIfAborted();
      await finishVideoDeletion(deletion, id, signal);
      log.info({ video: id }, 'Finishing the deletion of a video');
    }
    if (ids.length < batch) return;
  }
};
