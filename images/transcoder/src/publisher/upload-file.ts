/** One file from the spool into the bucket. */
import { parseSegmentName, streamPrefix } from '@kubecast/media/keys';
import type { PublishedSession, PublishingContext } from './published-session.ts';
import type { SpoolEntry } from './rung-uploader.ts';
import type { Spool } from './spool.ts';

export interface UploadFileOptions {
  readonly context: PublishingContext;
  readonly spool: Spool;
  readonly entry: SpoolEntry;
  /** Learns of the segment once it is in the bucket. */
  readonly session: PublishedSession;
  readonly signal: AbortSignal;
}

/** Segments never change under their name. */
const cacheControl = 'public, max-age=31536000, immutable';

/** False when the spool has lost the file. Throws the store's errors; may be repeated. */
export const uploadFile = async ({ context, spool, entry, session, signal }: UploadFileOptions): Promise<boolean> => {
  await entry.written;
  const body = await spool.read(entry);
  if (!body) return false;
  const { rendition, fileName } = entry;
  const key = `${streamPrefix(context.stream)}${entry.session}/${rendition}/${fileName}`;
  await context.store.put(key, body, { contentType: 'video/mp4', cacheControl, signal });
  const segment = parseSegmentName(fileName);
  if (segment) session.addSegment(rendition, segment);
  else session.addInit(rendition, entry.epoch);
  return true;
};
