/** Which files of a session are in memory alone: neither in the bucket nor waiting for it (pure). */
import { parseInitName, parseSegmentName } from '@kubecast/media/keys';
import type { RungListing, SessionListing } from '@kubecast/media/session-listing';
import type { MediaFile } from '../origin/media-files.ts';

export interface UnsavedSources {
  readonly session: string;
  readonly inMemory: readonly MediaFile[];
  readonly waiting: readonly MediaFile[];
  /** Of the session in the bucket. */
  readonly listing: SessionListing;
}

const isListed = (rung: RungListing | undefined, fileName: string): boolean => {
  const init = parseInitName(fileName);
  if (init !== undefined) return rung?.inits.has(init) ?? false;
  const sequence = parseSegmentName(fileName)?.sequence;
  return rung?.segments.some((segment) => segment.sequence === sequence) ?? false;
};

/** In the order in which they were written. */
export const unsavedFiles = ({ session, inMemory, waiting, listing }: UnsavedSources): readonly MediaFile[] => {
  const waits = new Set(waiting.map(({ rendition, fileName }) => `${rendition}/${fileName}`));
  return inMemory.filter(
    ({ session: owner, rendition, fileName }) =>
      owner === session && !waits.has(`${rendition}/${fileName}`) && !isListed(listing.get(rendition), fileName),
  );
};
