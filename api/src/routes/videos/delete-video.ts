/** Deletes a video: a tombstone first, with which it is gone for everyone, then the objects, as far as the caller can wait for it. */
import type { Dependencies } from '../../dependencies.ts';
import { finishVideoDeletion } from '../../projection/delete-video-objects.ts';
import { requireStillThere } from './accessible-video.ts';
import { entombVideo } from './videos-repository.ts';

/** What the caller waits for the store; the projection’s leader finishes what takes longer. */
const patienceMs = 3_000;

const rejectionBy = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

/** @throws ApiError NotFound when it was deleted meanwhile */
export const deleteVideo = async ({ databases, stores, logger, ending }: Dependencies, id: string): Promise<void> => {
  requireStillThere(await entombVideo(databases.vod, id));
  const signal = AbortSignal.any([ending, AbortSignal.timeout(patienceMs)]);
  const deletion = { pool: databases.vod, videos: stores.videos };
  try {
    await Promise.race([finishVideoDeletion(deletion, id, signal), rejectionBy(signal)]);
  } catch (error) {
    logger.warn({ err: error, video: id }, 'Leaving the objects of a deleted video for later');
  }
};
