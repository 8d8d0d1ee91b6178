/** What goes with a deleted video. The tombstone comes first, then objects and audience go, then the tombstone says so. */
import type { ObjectStore } from '@kubecast/media/object-store';
import type { Pool } from 'pg';
import { forgetAudience } from '../routes/videos/views-repository.ts';
import { videoPrefix } from './importable-video.ts';
import { markObjectsDeleted } from './imported-videos-repository.ts';

/** Deletes every object of a video, also of one that never became whole. Throws the errors of `object-store-error.ts`. */
export const deleteVideoObjects = async (videos: ObjectStore, id: string, signal?: AbortSignal): Promise<void> => {
  const keys: string[] = [];
  for await (const { key } of videos.list(videoPrefix(id), signal ? { signal } : {})) keys.push(key);
  await videos.deleteAll(keys, signal);
};

/** What a deletion works with. */
export interface VideoDeletion {
  /** `vod_db`. */
  readonly pool: Pool;
  /** The bucket of videos. */
  readonly videos: ObjectStore;
}

/**
 * Finishes the deletion of a video that is a tombstone already. Safe to do again; what was cut off, the projection's leader
 * finishes.
 */
export const finishVideoDeletion = async (
  { pool, videos }: VideoDeletion,
  id: string,
  signal?: AbortSignal,
): Promise<void> => {
  await deleteVideoObjects(videos, id, signal);
  await forgetAudience(pool, id);
  await markObjectsDeleted(pool, id);
};
