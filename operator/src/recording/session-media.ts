/** What the bucket has of a session for one Recording: how much its recorder has to hold, and how far the media goes. */
import type { Recording } from '@kubecast/crds/recording';
import { chooseRendition, isInRange } from '@kubecast/media/choose-rendition';
import { type StreamName, streamPrefix } from '@kubecast/media/keys';
import type { ListedObject, ObjectStore } from '@kubecast/media/object-store';
import { type ListedRung, readRungs } from '@kubecast/media/session-rungs';

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

/** The recorder's choice. What it could not use is for it to explain. */
const chosenRung = (
  rungs: ReadonlyMap<string, ListedRung>,
  { rendition, range }: MediaWanted,
): ListedRung | undefined =>
  rungs.get(chooseRendition(rungs, rendition, range) ?? '') ??
  [...rungs.values()].find(({ segments }) => segments.length > 0);

/** Sums up the objects below `prefix`, `<namespace>/<stream>/<session>/`. Undefined where there is no segment at all. */
export const readSessionMedia = (
  objects: Iterable<ListedObject>,
  prefix: string,
  wanted: MediaWanted,
): SessionMedia | undefined => {
  const rung = chosenRung(readRungs(objects, prefix), wanted);
  if (!rung) return undefined;
  const taken = rung.segments.filter((segment) => isInRange(segment, wanted.range));
  return {
    segments: taken.length,
    bytes: taken.reduce((total, { sizeBytes }) => total + sizeBytes, 0),
    newestStartMs: rung.segments.reduce((newest, { startUnixMs }) => Math.max(newest, startUnixMs), 0),
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
