/** What the bucket has of a session for one Recording: how much its recorder has to hold, and how far the media goes. */
import type { Recording } from '@kubecast/crds/recording';
import { parseSegmentName, type StreamName, streamPrefix } from '@kubecast/media/keys';
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
  readonly startMs: number;
  readonly endMs: number;
  readonly bytes: number;
}

const piecesByRendition = (objects: Iterable<ListedObject>, prefix: string): Map<string, Piece[]> => {
  const renditions = new Map<string, Piece[]>();
  for (const { key, size } of objects) {
    const [rendition = '', fileName = ''] = key.slice(prefix.length).split('/');
    const name = parseSegmentName(fileName);
    if (!name) continue;
    const pieces = renditions.get(rendition) ?? [];
    renditions.set(rendition, pieces);
    pieces.push({ startMs: name.startUnixMs, endMs: name.startUnixMs + name.durationMs, bytes: size });
  }
  return renditions;
};

/** `1080p60` is above `1080p`. */
const rankOf = (rendition: string): readonly number[] => rendition.split('p').map(Number);

const isHigher = (a: string, b: string): number => {
  const [heightA = 0, rateA = 0] = rankOf(a);
  const [heightB = 0, rateB = 0] = rankOf(b);
  return heightB - heightA || rateB - rateA;
};

/** The one that is asked for, else the highest that there is. */
const chosenRendition = (renditions: Iterable<string>, wanted: string | undefined): string | undefined => {
  const names = [...renditions].toSorted(isHigher);
  return names.find((name) => name === wanted) ?? names[0];
};

const isInRange = ({ startMs, endMs }: Piece, range: MediaWanted['range']): boolean =>
  range === undefined || (endMs > Date.parse(range.from) && startMs < Date.parse(range.to));

/** Sums up the objects below `prefix`, `<namespace>/<stream>/<session>/`. Undefined where there is no segment at all. */
export const readSessionMedia = (
  objects: Iterable<ListedObject>,
  prefix: string,
  { range, rendition }: MediaWanted,
): SessionMedia | undefined => {
  const renditions = piecesByRendition(objects, prefix);
  const chosen = chosenRendition(renditions.keys(), rendition);
  if (chosen === undefined) return undefined;
  const pieces = renditions.get(chosen) ?? [];
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
