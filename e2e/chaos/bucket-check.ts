/**
 * What is left of a session when its stream is suspended and the pod is gone: the bucket's playlists, which must be closed, valid
 * and name nothing that is not there, and its keys, of which no two may claim one number.
 */
import { parseSegmentName } from '@kubecast/media/keys';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import type { MediaPlaylist } from '../src/hls-playlist.ts';
import type { LiveEdgeClient } from '../src/live-edge-client.ts';
import { checkMediaPlaylist } from '../src/playlist-validator.ts';
import type { StreamStore } from '../src/stream-store.ts';

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
  segments.flatMap(({ uri, mapUri }) => (mapUri === undefined ? [uri] : [mapUri, uri]));

const checkRendition = async (edge: LiveEdgeClient, rendition: string): Promise<readonly string[]> => {
  const playlist = await waitFor(
    `the bucket's playlist of ${rendition} is closed`,
    async () => {
      const read = await edge.playlist(rendition);
      return read.ended && read;
    },
    { timeoutMs: 30_000, intervalMs: 200 },
  );
  const faults = [...checkMediaPlaylist(playlist), ...(await missingOf(edge, rendition, urisOf(playlist)))];
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

/** All faults, none when all is well. The stream is suspended already. */
export const checkBucket = async (
  edge: LiveEdgeClient,
  store: StreamStore,
  place: { readonly prefix: string; readonly renditions: readonly string[] },
): Promise<readonly string[]> => {
  const faults = await Promise.all(place.renditions.map((rendition) => checkRendition(edge, rendition)));
  const keys = (await store.list(place.prefix)).map(({ key }) => key);
  return [...faults.flat(), ...contestedKeys(keys)];
};
