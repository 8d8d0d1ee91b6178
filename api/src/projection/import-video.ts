/**
 * Makes a Recording's video: the objects first, then the row, which is what makes it a video. Safe to do again after a crash at any
 * point, and by two at once: copies name what they were made from, and a row is written once.
 *
 * ```
 *   row or tombstone there? ──► pictures ──► video.mp4 ──► row
 *        done                                               └─ a tombstone came meanwhile: objects go again
 * ```
 * Objects whose row never comes are finished by the next pass. Where the Recording goes before that, they stay: nothing tells them from
 * those of a video whose row was lost, and that is never deleted. Parts of a `video.mp4` that was not finished are no object, and are
 * freed by the next copy, with the video, or after a day (`sweep-uploads.ts`).
 */
import { type CopyOutcome, copyObject } from '@kubecast/media/copy-object';
import type { Logger } from '@kubecast/media/logger';
import type { ObjectStore } from '@kubecast/media/object-store';
import { WaitingError } from '@kubecast/runtime/reconcile-error';
import type { Pool } from 'pg';
import { finishVideoDeletion } from './delete-video-objects.ts';
import type { ImportableVideo, VideoFile } from './importable-video.ts';
import { findVideo, insertVideo } from './imported-videos-repository.ts';

export interface VideoImport {
  /** `vod_db`. */
  readonly pool: Pool;
  readonly recordings: ObjectStore;
  readonly videos: ObjectStore;
}

export interface ImportContext {
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** Asked when the objects are there, right before the row is written: people may choose meanwhile. */
  readonly isPrivate: () => Promise<boolean>;
}

/** `known`: there is a video, or was one. */
export type ImportOutcome = 'imported' | 'known';

const lookAgainMs = 300_000;

const copyFile = (
  { recordings, videos }: VideoImport,
  file: VideoFile,
  { log, signal }: ImportContext,
): Promise<CopyOutcome> =>
  copyObject({
    ...file,
    from: recordings,
    to: videos,
    signal,
    onFault: (error) => log.warn({ err: error }, 'Trying again to copy an object of a recording'),
  });

/** False when one of them is not there. */
const copyPictures = async (
  stores: VideoImport,
  files: readonly VideoFile[],
  context: ImportContext,
): Promise<boolean> => {
  for (const file of files) if ((await copyFile(stores, file, context)) === 'absent') return false;
  return files.length > 0;
};

const absentVideo = ({ video, row }: ImportableVideo, log: Logger): WaitingError => {
  const message = `Could not import recording ${row.recordingId}: ${video.sourceKey} is not in the bucket of recordings`;
  log.warn({ recording: row.recordingId, key: video.sourceKey }, 'Waiting for the video of a complete recording');
  return new WaitingError('RecordingObjectsGone', message, lookAgainMs);
};

/** A file that is not the one that was verified is not published. */
const checkVideo = async (
  { recordings }: VideoImport,
  importable: ImportableVideo,
  { log, signal }: ImportContext,
): Promise<void> => {
  const { video, row } = importable;
  const source = await recordings.head(video.sourceKey, signal);
  if (!source) throw absentVideo(importable, log);
  if (source.size === row.sizeBytes) return;
  const message = `Could not import recording ${row.recordingId}: ${video.sourceKey} has ${source.size} bytes, and ${row.sizeBytes} were recorded`;
  log.warn({ recording: row.recordingId, key: video.sourceKey }, 'Waiting for the whole video of a complete recording');
  throw new WaitingError('RecordingSizeDiffers', message, lookAgainMs);
};

const settleConflict = async (stores: VideoImport, id: string, signal: AbortSignal): Promise<ImportOutcome> => {
  if ((await findVideo(stores.pool, id)) === 'tombstone') await finishVideoDeletion(stores, id, signal);
  return 'known';
};

/** @throws WaitingError when the video is not in the store, or not of its size; what `pg` throws and the errors of `object-store-error.ts` */
export const importVideo = async (
  stores: VideoImport,
  importable: ImportableVideo,
  context: ImportContext,
): Promise<ImportOutcome> => {
  const { row, video, thumbnail, storyboard } = importable;
  if (await findVideo(stores.pool, row.id)) return 'known';
  await checkVideo(stores, importable, context);
  const hasThumbnail = await copyPictures(stores, thumbnail ? [thumbnail] : [], context);
  const hasStoryboard = await copyPictures(stores, storyboard, context);
  if ((await copyFile(stores, video, context)) === 'absent') throw absentVideo(importable, context.log);
  const visibility = (await context.isPrivate()) ? 'private' : row.visibility;
  const isNew = await insertVideo(stores.pool, { ...row, visibility }, { hasThumbnail, hasStoryboard });
  if (!isNew) return await settleConflict(stores, row.id, context.signal);
  context.log.info({ video: row.id, recording: row.recordingId }, 'Publishing a recording as a video');
  return 'imported';
};
