/**
 * What the bucket holds of a session: a listing of keys, in order, is the manifest (DESIGN §2). Inits and segments alone;
 * any other key below the session is skipped.
 */
import { parseInitName, parseSegmentName, type SegmentName, type StreamName, streamPrefix } from './keys.ts';
import type { ListedObject, ObjectStore } from './object-store.ts';

/** One rendition of a session, in order. */
export interface RungListing {
  readonly segments: readonly SegmentName[];
  /** The epochs that have an initialisation section. */
  readonly inits: ReadonlySet<number>;
  /** When the newest segment was stored, by the bucket's clock, Unix milliseconds; 0 without one. */
  readonly modifiedMs: number;
}

/** By rendition name. */
export type SessionListing = ReadonlyMap<string, RungListing>;

interface Rung {
  readonly segments: SegmentName[];
  readonly inits: Set<number>;
  modifiedMs: number;
}

const take = (rung: Rung, fileName: string, modifiedMs: number): void => {
  const segment = parseSegmentName(fileName);
  const init = parseInitName(fileName);
  if (init !== undefined) rung.inits.add(init);
  if (!segment) return;
  rung.segments.push(segment);
  rung.modifiedMs = Math.max(rung.modifiedMs, modifiedMs);
};

/** Sorts listed keys below `prefix`, `<namespace>/<stream>/<session>/`, by rendition. */
export const readListing = (objects: Iterable<ListedObject>, prefix: string): SessionListing => {
  const rungs = new Map<string, Rung>();
  for (const { key, modifiedMs } of objects) {
    const [rendition = '', fileName = ''] = key.slice(prefix.length).split('/');
    const rung = rungs.get(rendition) ?? { segments: [], inits: new Set(), modifiedMs: 0 };
    rungs.set(rendition, rung);
    take(rung, fileName, modifiedMs);
  }
  return rungs;
};

/** Lists a session whole. Throws the errors of `object-store-error.ts`. */
export const listSession = async (
  store: ObjectStore,
  stream: StreamName,
  session: string,
  signal?: AbortSignal,
): Promise<SessionListing> => {
  const prefix = `${streamPrefix(stream)}${session}/`;
  const objects: ListedObject[] = [];
  for await (const object of store.list(prefix, signal && { signal })) objects.push(object);
  return readListing(objects, prefix);
};

/** The segments that can be played: those whose initialisation section is there. */
export const playableSegments = ({ segments, inits }: RungListing): readonly SegmentName[] =>
  segments.filter(({ epoch }) => inits.has(epoch));

/** The newest segment that the bucket has of a session. */
export interface LastSegment {
  readonly epoch: number;
  readonly sequence: number;
  /** By the clock of the pod that made it. Unix milliseconds. */
  readonly endMs: number;
  /** By the bucket's clock. Unix milliseconds. */
  readonly modifiedMs: number;
}

/** The newest segment of a listing that can be played; undefined for none. */
export const lastSegmentOf = (listing: SessionListing): LastSegment | undefined => {
  const rungs = [...listing.values()].flatMap((rung) => {
    const last = playableSegments(rung).at(-1);
    if (!last) return [];
    const { epoch, sequence, startUnixMs, durationMs } = last;
    return [{ epoch, sequence, endMs: startUnixMs + durationMs, modifiedMs: rung.modifiedMs }];
  });
  return rungs.toSorted((a, b) => a.sequence - b.sequence || a.modifiedMs - b.modifiedMs).at(-1);
};
