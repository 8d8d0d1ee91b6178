/**
 * Makes a video of objects that a service has put into the bucket, under an id that the service chose: exactly one, however often
 * it asks. The objects come first, then the row.
 */
import type { Static } from 'typebox';
import { inTransaction } from '../../database/in-transaction.ts';
import type { Dependencies } from '../../dependencies.ts';
import { ApiError } from '../../problems/api-error.ts';
import { insertImportedVideo, isUser, type RegisteredVideo } from './import-repository.ts';
import type { videoImportSchema } from './schemas.ts';
import { uploadedObjects } from './uploaded-objects.ts';
import type { Video } from './video.ts';
import { findVideo, replaceTags } from './videos-repository.ts';

export type VideoImport = Static<typeof videoImportSchema>;

export interface ImportedVideo {
  readonly video: Video;
  /** False when it was there already; then nothing was changed. */
  readonly isNew: boolean;
}

type ImportDependencies = Pick<Dependencies, 'databases' | 'stores'>;

const requireOwner = async ({ databases }: ImportDependencies, ownerId: string | null): Promise<void> => {
  if (ownerId === null || (await isUser(databases.vod, ownerId))) return;
  const fields = { ownerId: 'is no user' };
  throw new ApiError('RequestInvalid', 'Could not import the video: there is no user with this ownerId', { fields });
};

/** RFC 9562, 4.2: where a UUID says of which version it is. */
const versionAt = 14;

/** Ids of this version are made of recordings: one that was taken would keep a recording from becoming its video. */
const requireFreeId = (id: string): void => {
  if (id.charAt(versionAt) !== '5') return;
  const fields = { id: 'is of version 5, as those of recordings are' };
  throw new ApiError('RequestInvalid', 'Could not import the video: choose a random id (UUID version 4)', { fields });
};

const observeRow = async (
  { stores }: ImportDependencies,
  asked: VideoImport,
  id: string,
): Promise<RegisteredVideo> => ({
  id,
  ownerId: asked.ownerId ?? null,
  title: asked.title,
  description: asked.description ?? '',
  category: asked.category ?? null,
  visibility: asked.visibility ?? 'private',
  durationSeconds: asked.durationSeconds,
  width: asked.width,
  height: asked.height,
  // Postgres knows fewer time zones than RFC 3339 has.
  recordedAt: typeof asked.recordedAt === 'string' ? new Date(asked.recordedAt) : null,
  gaps: asked.gaps ?? [],
  ...(await uploadedObjects(stores.videos, id)),
});

/** What stands under the id. @throws ApiError VideoDeleted for a tombstone */
const existing = async ({ databases }: ImportDependencies, id: string): Promise<Video> => {
  const video = await findVideo(databases.vod, id, null);
  if (video) return video;
  throw new ApiError('VideoDeleted', 'Could not import the video: it was deleted; use another id');
};

/** @throws ApiError RequestInvalid, VideoObjectsMissing, VideoDeleted */
export const importVideo = async (dependencies: ImportDependencies, asked: VideoImport): Promise<ImportedVideo> => {
  // Keys tell upper from lower case, ids do not.
  const id = asked.id.toLowerCase();
  requireFreeId(id);
  const known = await findVideo(dependencies.databases.vod, id, null);
  if (known) return { video: known, isNew: false };
  await requireOwner(dependencies, asked.ownerId ?? null);
  const row = await observeRow(dependencies, asked, id);
  const isNew = await inTransaction(dependencies.databases.vod, async (client) => {
    const isInserted = await insertImportedVideo(client, row);
    if (isInserted) await replaceTags(client, id, asked.tags ?? []);
    return isInserted;
  });
  return { video: await existing(dependencies, id), isNew };
};
