/** What the bucket has of a session for one Recording: how much its recorder has to hold, and how far the media goes. */
import type { Recording } from '@kubecast/crds/recording';
import { parseInitName, parseSegmentName, type StreamName, streamPrefix } from '@kubecast/media/keys';
import type { ListedObject, ObjectStore } from '@kubecast/media/object-store';

/** The media of the rendition that is recorded. */
export interface SessionMedia {
  /** Segments that the Recording takes, and their bytes. */
  readonly segments: number;
  readonly bytes: number;
  /** When the newest segment of the rendition begins, Unix milliseconds. */
  readonly newestStartMs: number;
}

/** What decides which segments a Recording takes. */
export type MediaWanted = Pick<Recording['spec'], 'range' | 'rendition'>;

interface Piece {
  readonly epoch: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly bytes: number;
}

interface Rung {
  readonly pieces: Piece[];
  readonly inits: Set<number>;
}

const take = ({ pieces, inits }: Rung, fileName: string, bytes: number): void => {
  const init = parseInitName(fileName);
  if (init !== undefined) inits.add(init);
  const name = parseSegmentName(fileName);
  if (!name) return;
  const { epoch, startUnixMs, durationMs } = name;
  pieces.push({ epoch, startMs: startUnixMs, endMs: startUnixMs + durationMs, bytes });
};

const rungsOf = (objects: Iterable<ListedObject>, prefix: string): ReadonlyMap<string, Rung> => {
  const rungs = new Map<string, Rung>();
  for (const { key, size } of objects) {
    const [rendition = '', fileName = ''] = key.slice(prefix.length).split('/');
    const rung = rungs.get(rendition) ?? { pieces: [], inits: new Set() };
    rungs.set(rendition, rung);
    take(rung, fileName, size);
  }
  return rungs;
};

const isUsable = ({ pieces, inits }: Rung): boolean => pieces.some(({ epoch, bytes }) => bytes > 0 && inits.has(epoch));

/** `1080p60` is above `1080p`. */
const rankOf = (rendition: string): readonly number[] => rendition.split('p').map(Number);

const isHigher = (a: string, b: string): number => {
  const [heightA = 0, rateA = 0] = rankOf(a);
  const [heightB = 0, rateB = 0] = rankOf(b);
  return heightB - heightA || rateB - rateA;
};

/** As the recorder chooses: of those that can be used, the one that is asked for, else the highest. */
const chosenRung = (rungs: ReadonlyMap<string, Rung>, wanted: string | undefined): Rung | undefined => {
  const filled = [...rungs].filter(([, { pieces }]) => pieces.length > 0);
  const usable = filled.filter(([, rung]) => isUsable(rung));
  // What cannot be used is the recorder's to explain.
  const choice = (usable.length > 0 ? usable : filled).toSorted(([a], [b]) => isHigher(a, b));
  return (choice.find(([name]) => name === wanted) ?? choice[0])?.[1];
};

const isInRange = ({ startMs, endMs }: Piece, range: MediaWanted['range']): boolean =>
  range === undefined || (endMs > Date.parse(range.from) && startMs < Date.parse(range.to));

/** Sums up the objects below `prefix`, `<namespace>/<stream>/<session>/`. Undefined where there is no segment at all. */
export const readSessionMedia = (
  objects: Iterable<ListedObject>,
  prefix: string,
  { range, rendition }: MediaWanted,
): SessionMedia | undefined => {
  const rung = chosenRung(rungsOf(objects, prefix), rendition);
  if (!rung) return undefined;
  const { pieces } = rung;
  const taken = pieces.filter((piece) => isInRange(piece, range));
  return {
    segments: taken.length,
    bytes: taken.reduce((total, { bytes }) => total + bytes, 0),
    newestStartMs: pieces.reduce((newest, { startMs }) => Math.max(newest, startMs), 0),
  };
};

/** The same of a session in `store`, the bucket `live-segments`. Throws the errors of the object store. */
export const observeSessionMedia = async (
  store: ObjectStore,
  { session, wanted, ...stream }: StreamName & { readonly session: string; readonly wanted: MediaWanted },
  signal: AbortSignal,
): Promise<SessionMedia | undefined> => {
  const prefix = `${streamPrefix(stream)}${session}/`;
  const objects: ListedObject[] = [];
  for await (const object of store.list(prefix, { signal })) objects.push(object);
  return readSessionMedia(objects, prefix, wanted);
};
