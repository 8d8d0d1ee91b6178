/**
 * Content type and caching by what a thing is (DESIGN §6). A playlist is true until the next part or segment, and an ended
 * one until the stream is live again, so it is never kept without asking. Names of media never get other content.
 */
import type { LiveRoute } from './request-path.ts';
import type { Visibility } from './routing-table.ts';

const contentTypes: Readonly<Record<LiveRoute['kind'], string>> = {
  playlist: 'application/vnd.apple.mpegurl',
  thumbnail: 'image/jpeg',
  init: 'video/mp4',
  segment: 'video/iso.segment',
  part: 'video/iso.segment',
};

const yearSeconds = 31_536_000;

/** The pod makes a new thumbnail every 10 s. */
const thumbnailSeconds = 5;

const freshness = (kind: LiveRoute['kind']): string => {
  if (kind === 'playlist') return 'no-cache';
  if (kind === 'thumbnail') return `max-age=${thumbnailSeconds}`;
  return `max-age=${yearSeconds}, immutable`;
};

/** Headers of a thing of a stream that was found. */
export const liveHeaders = (kind: LiveRoute['kind'], visibility: Visibility): Record<string, string> => ({
  'Content-Type': contentTypes[kind],
  'Cache-Control': `${visibility === 'Private' ? 'private' : 'public'}, ${freshness(kind)}`,
});

/** Everything under `/storage/` was granted to somebody. */
export const objectCacheControl = 'private, max-age=300';
