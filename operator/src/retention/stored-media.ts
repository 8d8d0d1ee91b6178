/** What the bucket has of a session's media, read as it is listed: sessions can have hundreds of thousands of objects. */
import { mediaFileKind, parseInitName, parseSegmentName, type StreamName, streamPrefix } from '@kubecast/media/keys';
import type { ListedObject, ObjectStore } from '@kubecast/media/object-store';
import type { RecordingResult } from '@kubecast/media/recording-result';

/** See the file header. */
export interface StoredMedia {
  /** Segments and initialisation sections. */
  readonly objects: number;
  /** When the newest of them was stored, by the bucket's clock; 0 without any. Unix milliseconds. */
  readonly newestMs: number;
  /** Numbers that a recorder can use, by rendition. */
  readonly usable: ReadonlyMap<string, number>;
}

interface Rung {
  /** Numbers, by epoch. */
  readonly numbers: Map<number, number>;
  readonly inits: Set<number>;
  /** Several uploads of one number follow one another. */
  last: string;
}

const isMedia = (fileName: string): boolean => ['segment', 'init'].includes(mediaFileKind(fileName) ?? '');

const take = (rung: Rung, fileName: string, size: number): void => {
  const init = parseInitName(fileName);
  if (init !== undefined && size > 0) rung.inits.add(init);
  const segment = parseSegmentName(fileName);
  if (!segment || size === 0) return;
  const { epoch, sequence } = segment;
  const name = `${epoch}-${sequence}`;
  if (name !== rung.last) rung.numbers.set(epoch, (rung.numbers.get(epoch) ?? 0) + 1);
  rung.last = name;
};

const usableOf = ({ numbers, inits }: Rung): number =>
  [...numbers].reduce((sum, [epoch, count]) => sum + (inits.has(epoch) ? count : 0), 0);

/** Reads objects below `prefix`, `<namespace>/<stream>/<session>/`, in the order of their keys. */
export const readStoredMedia = async (objects: AsyncIterable<ListedObject>, prefix: string): Promise<StoredMedia> => {
  const rungs = new Map<string, Rung>();
  const total = { objects: 0, newestMs: 0 };
  for await (const { key, size, modifiedMs } of objects) {
    const [rendition = '', fileName = ''] = key.slice(prefix.length).split('/');
    if (!isMedia(fileName)) continue;
    const rung = rungs.get(rendition) ?? { numbers: new Map(), inits: new Set(), last: '' };
    rungs.set(rendition, rung);
    take(rung, fileName, size);
    total.objects += 1;
    total.newestMs = Math.max(total.newestMs, modifiedMs);
  }
  return { ...total, usable: new Map([...rungs].map(([rendition, rung]) => [rendition, usableOf(rung)])) };
};

/** The same of a session in `store`. Throws the errors of the object store. */
export const observeStoredMedia = (
  store: Pick<ObjectStore, 'list'>,
  stream: StreamName,
  session: string,
  signal: AbortSignal,
): Promise<StoredMedia> => {
  const prefix = `${streamPrefix(stream)}${session}/`;
  return readStoredMedia(store.list(prefix, { signal }), prefix);
};

/** Segments that the recorder saw and could not read. Only the first 1,000 that are missing are told one by one. */
const damagedOf = ({ missing, missingSegments }: RecordingResult): number =>
  missingSegments > missing.length ? missingSegments : missing.filter(({ why }) => why === 'damaged').length;

/** True for the video of a whole session when segments came after its recorder had listed them. Pure. */
export const lacksMedia = (result: RecordingResult, { usable }: StoredMedia): boolean =>
  result.range === undefined && (usable.get(result.rendition) ?? 0) > result.segments + damagedOf(result);
