/** The origin's URLs below `/live-streams/<namespace>/<stream>/`, read strictly: nothing else names a file (pure). */
import { parseInitName, parseSegmentName, type StreamName, sessionIdPattern, streamPrefix } from '@kubecast/media/keys';
import type { MediaFile } from './media-files.ts';

export type OriginResource =
  | { readonly kind: 'master' }
  | { readonly kind: 'thumbnail' }
  | { readonly kind: 'playlist'; readonly rendition: string }
  | { readonly kind: 'file'; readonly file: MediaFile };

const renditionPattern = /^[0-9]{3,4}p[0-9]*$/;

const fileOf = ([session = '', rendition = '', fileName = '']: readonly string[]): OriginResource | undefined => {
  const isMedia = parseInitName(fileName) !== undefined || parseSegmentName(fileName) !== undefined;
  if (!sessionIdPattern.test(session) || !renditionPattern.test(rendition) || !isMedia) return undefined;
  return { kind: 'file', file: { session, rendition, fileName } };
};

/** Undefined for what the origin of `stream` does not have. `path` is without its query. */
export const parseOriginPath = (path: string, stream: StreamName): OriginResource | undefined => {
  const prefix = `/live-streams/${streamPrefix(stream)}`;
  if (!path.startsWith(prefix)) return undefined;
  const steps = path.slice(prefix.length).split('/');
  const [first = '', second] = steps;
  if (steps.length === 1 && first === 'master.m3u8') return { kind: 'master' };
  if (steps.length === 1 && first === 'thumbnail.jpg') return { kind: 'thumbnail' };
  if (steps.length === 3) return fileOf(steps);
  const isPlaylist = steps.length === 2 && second === 'playlist.m3u8' && renditionPattern.test(first);
  return isPlaylist ? { kind: 'playlist', rendition: first } : undefined;
};
