/** The addresses of pages that something is put into, for links; what they match is in routes.tsx. */

/** The page of a live stream. */
export const watchPath = (namespace: string, stream: string): string =>
  `/watch/${encodeURIComponent(namespace)}/${encodeURIComponent(stream)}`;

/** The page of a video. */
export const videoPath = (id: string): string => `/videos/${encodeURIComponent(id)}`;

/** The studio of one stream. */
export const studioStreamPath = (id: string): string => `/studio/${encodeURIComponent(id)}`;

/** What the home page finds: a search, a tag, or what one user has made. */
export const searchPath = (search: { readonly q?: string; readonly tag?: string; readonly owner?: string }): string =>
  `/?${new URLSearchParams(search)}`;

/** The login, which leads to `next` afterwards, a path of this site. */
export const loginPath = (next: string): string => `/login?${new URLSearchParams({ next })}`;

/** Making an account, which leads to `next` as the login does. */
export const registerPath = (next: string): string => `/register?${new URLSearchParams({ next })}`;
