/**
 * Frees what copies left in the bucket of videos that were cut off and never begun again, since their Recording went: parts of an
 * upload, which nobody sees and which cost room.
 */
import type { Logger } from '@kubecast/media/logger';
import type { ObjectStore } from '@kubecast/media/object-store';

/** Twice what an import may take, whoever makes it. */
const abandonedAfterMs = 24 * 3_600_000;

/** Throws the errors of `object-store-error.ts`; what is left is the next sweep's. */
export const sweepUploads = async (
  videos: Pick<ObjectStore, 'uploads'>,
  { now, log }: { readonly now: () => Date; readonly log: Logger },
  signal: AbortSignal,
): Promise<void> => {
  for (const upload of await videos.uploads.listAll(signal)) {
    if (now().getTime() - upload.begunMs < abandonedAfterMs) continue;
    await videos.uploads.abort(upload, signal);
    log.info({ key: upload.key }, 'Freeing the parts of a copy that was abandoned');
  }
};
