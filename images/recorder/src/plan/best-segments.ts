/** One segment for each number (pure). */
import type { ListedSegment } from '@kubecast/media/session-rungs';

/** An epoch's number, as a key. */
export const numberName = ({ epoch, sequence }: Pick<ListedSegment, 'epoch' | 'sequence'>): string =>
  `${epoch}-${sequence}`;

/** Of several segments by one number the longest, then the largest: a later upload of the same is never shorter. */
const isBetter = (a: ListedSegment, b: ListedSegment): boolean =>
  a.durationMs > b.durationMs || (a.durationMs === b.durationMs && a.sizeBytes > b.sizeBytes);

/** The best of each number, by {@link numberName}. */
export const bestSegments = (segments: Iterable<ListedSegment>): ReadonlyMap<string, ListedSegment> => {
  const best = new Map<string, ListedSegment>();
  for (const segment of segments) {
    const name = numberName(segment);
    const former = best.get(name);
    if (!former || isBetter(segment, former)) best.set(name, segment);
  }
  return best;
};
