/**
 * What is left of a session when its stream is suspended and the pod is gone: the bucket's playlists, which must be closed, valid
 * and name nothing that is not there, its keys, of which no two may claim one number, and all that any playlist ever listed.
 */
import { parseSegmentName } from '@kubecast/media/keys';
import type { ListedObject } from '@kubecast/media/object-store';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import type { MediaPlaylist } from '../src/hls-playlist.ts';
import type { LiveEdgeClient } from '../src/live-edge-client.ts';
import { checkMediaPlaylist, checkNames } from '../src/playlist-validator.ts';
import type { StreamStore } from '../src/stream-store.ts';
import type { ListedMedia, StoredMedia } from './observation.ts';

const atOnce = 8;

/** The URIs that do not answer. */
const missingOf = async (edge: LiveEdgeClient, rendition: string, uris: readonly string[]): Promise<string[]> => {
  const queue = [...new Set(uris)];
  const missing: string[] = [];
  const take = async (): Promise<void> => {
    for (let uri = queue.pop(); uri !== undefined; uri = queue.pop()) {
      const { ok, status } = await fetch(edge.segmentUrl(rendition, uri), { method: 'HEAD' });
      if (!ok) missing.push(`the bucket's playlist names ${uri}, which answers ${status}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, take));
  return missing;
};

const urisOf = ({ segments }: MediaPlaylist): readonly string[] =>
  segments.filter(({ isGap }) => !isGap).flatMap(({ uri, mapUri }) => (mapUri === undefined ? [uri] : [mapUri, uri]));

const checkRendition = async (edge: LiveEdgeClient, rendition: string): Promise<readonly string[]> => {
  const playlist = await waitFor(
    `the bucket's playlist of ${rendition} is closed`,
    async () => {
      const read = await edge.playlist(rendition);
      return read.ended && read;
    },
    { timeoutMs: 30_000, intervalMs: 200 },
  );
  const missing = await missingOf(edge, rendition, urisOf(playlist));
  const faults = [...checkMediaPlaylist(playlist), ...checkNames(playlist), ...missing];
  return faults.map((fault) => `${rendition}: ${fault}`);
};

/** Keys of segments that claim a number which another one has. Pure. */
export const contestedKeys = (keys: readonly string[]): readonly string[] => {
  const owners = new Map<string, string>();
  return keys.flatMap((key) => {
    const name = parseSegmentName(key.split('/').at(-1) ?? '');
    if (!name) return [];
    const place = `${key.slice(0, key.lastIndexOf('/'))}/${name.sequence}`;
    const owner = owners.get(place);
    owners.set(place, owner ?? key);
    return owner === undefined ? [] : [`${key} has the number of ${owner}`];
  });
};

/** What a rendition's playlists have listed, from first to last. */
export interface RenditionListing {
  readonly rendition: string;
  readonly listed: readonly ListedMedia[];
}

/** What public URLs have before an object's key. */
const publicPrefix = '/live-streams/';

/** Files of one rendition, each once. `firstListedMs` tells when any rendition first had a number. */
const filesOf = (edge: LiveEdgeClient, listing: RenditionListing, firstListedMs: ReadonlyMap<number, number>) => {
  const { rendition, listed } = listing;
  const keyOf = (uri: string): string => new URL(edge.segmentUrl(rendition, uri)).pathname.slice(publicPrefix.length);
  const files = listed.flatMap((segment) => {
    const listedMs = firstListedMs.get(segment.sequence) ?? segment.listedMs;
    const own = { key: keyOf(segment.uri), rendition, listedMs, durationSeconds: segment.durationSeconds };
    return segment.mapUri === '' ? [own] : [{ ...own, key: keyOf(segment.mapUri), durationSeconds: 0 }, own];
  });
  const known = new Set<string>();
  return files.filter(({ key }) => !known.has(key) && known.add(key));
};

/** Every file that was listed, with the moment that the bucket got it. Pure. */
export const storedMedia = (
  edge: LiveEdgeClient,
  listings: readonly RenditionListing[],
  objects: readonly ListedObject[],
): readonly StoredMedia[] => {
  const storedAt = new Map(objects.map(({ key, modifiedMs }) => [key, modifiedMs]));
  const firstListedMs = new Map<number, number>();
  // One rendition is looked at less often than the other: what counts is when a segment was there.
  for (const { sequence, listedMs } of listings.flatMap(({ listed }) => listed))
    firstListedMs.set(sequence, Math.min(listedMs, firstListedMs.get(sequence) ?? listedMs));
  return listings
    .flatMap((listing) => filesOf(edge, listing, firstListedMs))
    .map((file) => ({ ...file, storedMs: storedAt.get(file.key) }));
};

/** What `checkBucket` finds. */
export interface BucketReport {
  /** None when all is well. */
  readonly faults: readonly string[];
  readonly stored: readonly StoredMedia[];
}

/** The stream is suspended already. `prefix` is the stream's. */
export const checkBucket = async (
  edge: LiveEdgeClient,
  store: StreamStore,
  place: { readonly prefix: string; readonly listings: readonly RenditionListing[] },
): Promise<BucketReport> => {
  const faults = await Promise.all(place.listings.map(({ rendition }) => checkRendition(edge, rendition)));
  const objects = await store.list(place.prefix);
  const contested = contestedKeys(objects.map(({ key }) => key));
  return { faults: [...faults.flat(), ...contested], stored: storedMedia(edge, place.listings, objects) };
};
