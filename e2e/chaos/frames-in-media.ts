/** Which pictures of the source the stream's own media holds, read off their bar codes: what is lost there is lost for good. */
import type { LiveEdgeClient } from '../src/live-edge-client.ts';
import { readMomentsIn } from '../src/moments-in-media.ts';
import type { ListedMedia } from './observation.ts';

/** Segments with the same initialisation section, in order. */
const byInit = (segments: readonly ListedMedia[]): ReadonlyMap<string, readonly ListedMedia[]> =>
  Map.groupBy(segments, ({ mapUri }) => mapUri);

/** The moments that the pictures of these segments say, in the order of the media. Throws when one cannot be fetched. */
export const readMoments = async (
  edge: LiveEdgeClient,
  rendition: string,
  segments: readonly ListedMedia[],
): Promise<readonly number[]> => {
  const moments: number[] = [];
  for (const [mapUri, group] of byInit(segments)) {
    const uris = [mapUri, ...group.map(({ uri }) => uri)];
    const bodies = await Promise.all(uris.map((uri) => edge.bytes(edge.segmentUrl(rendition, uri))));
    const read = await readMomentsIn(Buffer.concat(bodies), Date.now());
    moments.push(...read.flatMap((moment) => moment ?? []));
  }
  return moments;
};
