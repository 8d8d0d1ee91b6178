/** What a pod's answer means for the edge: pure reading of status and headers. */
import type { LiveRoute } from './request-path.ts';

/**
 * `missing`: the pod answers and does not have it. `no-session`: the pod has no session to speak of, so that the bucket
 * knows better. `away`: no answer in time, or none that makes sense.
 */
export type OriginAnswer =
  | { readonly kind: 'found'; readonly body: Buffer }
  | { readonly kind: 'missing' | 'no-session' }
  | {
      readonly kind: 'away';
      /** For logs: no address but the pod's, no token. */
      readonly reason: string;
      /** For how long it has been so, as far as this edge knows. */
      readonly awayMs: number;
      /** It took the request, and is slow or ill. */
      readonly isThere: boolean;
      /** The session that it told players of last. The epoch log may not have heard of it: a pod announces before its claim is stored. */
      readonly announced?: string | undefined;
    };

/** `stranger`: somebody else answers at the pod's address, which was given away. */
export type OriginVerdict = 'found' | 'missing' | 'no-session' | 'stranger' | 'failing';

/** Of an answer's head. */
export interface OriginHead {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const mediaTypes: Readonly<Record<LiveRoute['kind'], RegExp>> = {
  playlist: /^application\/vnd\.apple\.mpegurl\b/,
  thumbnail: /^image\//,
  init: /^video\//,
  segment: /^video\//,
  part: /^video\//,
};

/** A pod knows its stream's token, and says what it sends: who does neither is another one. */
export const originVerdict = ({ statusCode, headers }: OriginHead, kind: LiveRoute['kind']): OriginVerdict => {
  if (statusCode === 200) return mediaTypes[kind].test(String(headers['content-type'])) ? 'found' : 'stranger';
  if (statusCode === 404) return headers['kubecast-session'] === 'none' ? 'no-session' : 'missing';
  return statusCode === 401 || statusCode === 403 ? 'stranger' : 'failing';
};
