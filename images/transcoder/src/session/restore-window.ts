/** Rebuilds a session's window from what is known of it: the bucket's listing, the journal, what waits for upload, what is in memory. */
import { parseSegmentName, type SegmentName } from '@kubecast/media/keys';
import { playableSegments, type SessionListing } from '@kubecast/media/session-listing';
import type { MediaFile } from '../origin/media-files.ts';
import type { SessionWindow } from '../origin/session-window.ts';

export interface WindowSources {
  readonly listing: SessionListing;
  /** Files of any session. */
  readonly files: readonly MediaFile[];
  /** What an earlier process announced of a rendition. */
  readonly announced?: (rendition: string) => readonly SegmentName[];
}

const segmentsIn = (files: readonly MediaFile[], session: string, rendition: string): readonly SegmentName[] =>
  files.flatMap((file) => {
    const segment = parseSegmentName(file.fileName);
    return segment && file.session === session && file.rendition === rendition ? [segment] : [];
  });

/** All that is known of one rendition, each number once, in order (pure). */
export const knownSegments = (
  { listing, files, announced }: WindowSources,
  session: string,
  rendition: string,
): readonly SegmentName[] => {
  const listed = listing.get(rendition);
  const segments = [
    ...(listed ? playableSegments(listed) : []),
    ...(announced?.(rendition) ?? []),
    ...segmentsIn(files, session, rendition),
  ];
  const bySequence = new Map(segments.map((segment) => [segment.sequence, segment]));
  return [...bySequence.values()].toSorted((a, b) => a.sequence - b.sequence);
};

/** Fills a new window. */
export const restoreWindow = (window: SessionWindow, renditions: readonly string[], sources: WindowSources): void => {
  for (const rendition of renditions) {
    window.restore(rendition, knownSegments(sources, window.sessionId, rendition));
  }
};
