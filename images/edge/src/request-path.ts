/**
 * What a request's URL asks for. Only names that our own programs write come through: anything else is answered here, so that no
 * `..`, no escape and no unknown file reaches an origin or a bucket.
 */
import { buckets } from '@kubecast/crds/names';
import { type PresentedGrant, parseGrantQuery, parseGrantToken } from '@kubecast/media/grant';
import { livePath, storagePath } from '@kubecast/media/grant-paths';
import { mediaFileKind, type StreamName, sessionIdPattern } from '@kubecast/media/keys';

/** Below `/live-streams/<namespace>/<stream>/`. */
export interface LiveRoute {
  readonly kind: 'playlist' | 'thumbnail' | 'init' | 'segment' | 'part';
  readonly name: StreamName;
  /** The object's key in `live-segments`; the origin's path is `/live-streams/` and this. */
  readonly key: string;
  /** Low-Latency HLS's delivery directives in a fixed order, as a query with its `?`, or empty. */
  readonly directives: string;
  /** From `~<token>` in the path. */
  readonly grant: PresentedGrant | undefined;
}

/** `/storage/<bucket>/<key>`. */
export interface ObjectRoute {
  readonly kind: 'object';
  readonly bucket: string;
  readonly key: string;
  /** From the query's signature. */
  readonly grant: PresentedGrant | undefined;
}

export type EdgeRoute = LiveRoute | ObjectRoute;

const namespacePattern = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const streamPattern = /^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$/;
const qualityPattern = /^[0-9]{3,4}p[0-9]{0,8}$/;
const keyPattern = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;
const knownBuckets: readonly string[] = Object.values(buckets);

/** Delivery directives (draft-pantos-hls-rfc8216bis §6.2.5) and what a value may be. */
const directivePatterns = [
  ['_HLS_msn', /^\d{1,10}$/],
  ['_HLS_part', /^\d{1,4}$/],
  ['_HLS_skip', /^(YES|v2)$/],
] as const;

/** Keeps the directives that are well formed: one spelling for one thing, so that equal requests merge. */
const directivesOf = (query: URLSearchParams): string => {
  const kept = directivePatterns.flatMap(([name, pattern]) => {
    const value = query.get(name);
    return value !== null && pattern.test(value) ? [`${name}=${value}`] : [];
  });
  return kept.length > 0 ? `?${kept.join('&')}` : '';
};

const liveKind = (rest: readonly string[]): LiveRoute['kind'] | undefined => {
  const [first = '', second = '', third = ''] = rest;
  if (rest.length === 1 && first === 'master.m3u8') return 'playlist';
  if (rest.length === 1 && first === 'thumbnail.jpg') return 'thumbnail';
  if (rest.length === 2) return qualityPattern.test(first) && second === 'playlist.m3u8' ? 'playlist' : undefined;
  const isMediaFolder = rest.length === 3 && sessionIdPattern.test(first) && qualityPattern.test(second);
  return isMediaFolder ? mediaFileKind(third) : undefined;
};

/** `segments` are those behind `/live-streams/`. */
const parseLivePath = (segments: readonly string[], query: URLSearchParams): LiveRoute | undefined => {
  const [first = ''] = segments;
  const grant = first.startsWith('~') ? parseGrantToken(first.slice(1)) : undefined;
  const named = grant ? segments.slice(1) : segments;
  const [namespace = '', stream = '', ...rest] = named;
  if (!namespacePattern.test(namespace) || !streamPattern.test(stream)) return undefined;
  const kind = liveKind(rest);
  if (!kind) return undefined;
  const directives = kind === 'playlist' ? directivesOf(query) : '';
  return { kind, name: { namespace, stream }, key: named.join('/'), directives, grant };
};

const parseStoragePath = (path: string, query: URLSearchParams): ObjectRoute | undefined => {
  const slash = path.indexOf('/');
  const bucket = path.slice(0, slash);
  const key = path.slice(slash + 1);
  if (slash < 0 || !knownBuckets.includes(bucket) || !keyPattern.test(key)) return undefined;
  return { kind: 'object', bucket, key, grant: parseGrantQuery(query) };
};

/** Reads a request's target (path and query); undefined for whatever the edge does not have. */
export const parseRequestPath = (target: string): EdgeRoute | undefined => {
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const query = new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1));
  if (path.startsWith(livePath)) return parseLivePath(path.slice(livePath.length).split('/'), query);
  if (path.startsWith(storagePath)) return parseStoragePath(path.slice(storagePath.length), query);
  return undefined;
};
