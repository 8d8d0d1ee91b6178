/** What goes with a deleted video. The tombstone comes first, then objects and audience go, then the tombstone says so. */
import type { ObjectStore } from '@kubecast/media/object-store';
import type { Pool } from 'pg';
import { forgetAudience } from '../viewers/views-repository.ts';
import { videoFiles, videoPrefix } from './importable-video.ts';
import { markObjectsDeleted } from './imported-videos-repository.ts';

/** By key: MinIO lists the uploads of no other prefix. */
const freeUploads = async ({ uploads }: ObjectStore, id: string, signal: AbortSignal | undefined): Promise<void> => {
  const keys = Object.values(videoFiles).map((file) => videoPrefix(id) + file);
  const open = await Promise.all(keys.map((key) => uploads.list(key, signal)));
  for (const upload of open.flat()) await uploads.abort(upload, signal);
};

/**
 * Deletes every object of a video, also of one that never became whole, and the parts of those that are not finished. Throws the errors of
 * `object-store-error.ts`.
 */
export const deleteVideoObjects = async (videos: ObjectStore, id: string, signal?: AbortSignal): Promise<void> => {
  await freeUploads(videos, id, signal);
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
