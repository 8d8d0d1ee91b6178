/** A session's listing with sizes, by rendition: what a recorder chooses from, and whoever reckons what it will need. Pure. */
import { parseInitName, parseSegmentName, type SegmentName } from './keys.ts';
import type { ListedObject } from './object-store.ts';

/** A segment that the bucket lists. */
export interface ListedSegment extends SegmentName {
  readonly key: string;
  /** As listed. */
  readonly sizeBytes: number;
}

/** One rendition as it is listed. */
export interface ListedRung {
  /** In key order: by epoch, then by number. */
  readonly segments: readonly ListedSegment[];
  /** Keys of initialisation sections, by epoch. Empty ones are left out. */
  readonly inits: ReadonlyMap<number, string>;
}

interface Rung {
  readonly segments: ListedSegment[];
  readonly inits: Map<number, string>;
}

const take = ({ segments, inits }: Rung, fileName: string, { key, size }: ListedObject): void => {
  const segment = parseSegmentName(fileName);
  const init = parseInitName(fileName);
  if (segment) segments.push({ ...segment, key, sizeBytes: size });
  if (init !== undefined && size > 0) inits.set(init, key);
};

/** Sorts listed objects below `prefix`, `<namespace>/<stream>/<session>/`, by rendition. Keys of other things are skipped. */
export const readRungs = (objects: Iterable<ListedObject>, prefix: string): ReadonlyMap<string, ListedRung> => {
  const rungs = new Map<string, Rung>();
  for (const object of objects) {
    const [rendition = '', fileName = ''] = object.key.slice(prefix.length).split('/');
    const rung = rungs.get(rendition) ?? { segments: [], inits: new Map() };
    rungs.set(rendition, rung);
    take(rung, fileName, object);
  }
  return rungs;
};
