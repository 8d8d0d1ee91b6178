/**
 * Who watches, for counting: whoever is logged in by the user's id, anyone else by a cookie that we signed. An identity says
 * that two requests come from one viewer; it proves nothing else, since anyone gets as many cookies as they ask for. What is
 * counted by it is therefore bounded by address as well.
 */
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { Caller } from '../access/caller.ts';
import { newViewerId, readViewer, signViewer, viewerCookieName } from './viewer-cookie.ts';

/** What of a request tells who the viewer is. */
export interface ViewerRequest {
  readonly caller: Caller;
  readonly cookies: Readonly<Record<string, string | undefined>>;
  readonly protocol: string;
}

interface ViewerReply {
  setCookie(name: string, value: string, options: CookieSerializeOptions): unknown;
}

type Keys = readonly [string, ...string[]];

/** Browsers keep no cookie for longer. */
const maxAgeSeconds = 400 * 24 * 3600;

/** How the viewer's cookie is set; by `Secure` where the request came over https. */
export const viewerCookieOptions = (protocol: string) =>
  ({
    httpOnly: true,
    sameSite: 'lax',
    path: '/api',
    maxAge: maxAgeSeconds,
    secure: protocol === 'https',
  }) as const satisfies CookieSerializeOptions;

export interface AnonymousViewer {
  /** `anonymous:<22 characters>` */
  readonly viewer: string;
  /** What to set the cookie to; undefined when the one presented is good. */
  readonly newCookie: string | undefined;
}

/** Who presents this cookie; a new viewer for an absent or forged one. */
export const anonymousViewer = (cookie: string | undefined, keys: Keys): AnonymousViewer => {
  const presented = readViewer(keys, cookie);
  const id = presented?.id ?? newViewerId();
  return { viewer: `anonymous:${id}`, newCookie: presented?.isFresh ? undefined : signViewer(keys, id) };
};

/** `user:<uuid>` for a user. */
export const userViewer = (userId: string): string => `user:${userId}`;

/**
 * `user:<uuid>` for whoever is logged in, else `anonymous:<22 characters>`; sets the cookie where it has to be made.
 * `keys` are the access-token keys of this moment.
 */
export const viewerOf = ({ caller, cookies, protocol }: ViewerRequest, reply: ViewerReply, keys: Keys): string => {
  if (caller.kind === 'user') return userViewer(caller.id);
  const { viewer, newCookie } = anonymousViewer(cookies[viewerCookieName], keys);
  if (newCookie !== undefined) reply.setCookie(viewerCookieName, newCookie, viewerCookieOptions(protocol));
  return viewer;
};
