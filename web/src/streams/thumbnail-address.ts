/** When the picture of a live stream is asked for again, and by which address. */

/** The transcoder makes another one as often. */
export const renewalMs = 10_000;

/** Pure: an address that changes every ten seconds, so that no cache gives an older picture; the edge ignores the query. */
export const thumbnailAddress = (url: string, nowMs: number): string =>
  `${url}${url.includes('?') ? '&' : '?'}t=${Math.floor(nowMs / renewalMs)}`;

/** Pure: from `nowMs` until the address changes. */
export const renewalInMs = (nowMs: number): number => renewalMs - (nowMs % renewalMs);

/** Pure: which picture an address is of. Those of private streams have a token before the stream's name that changes. */
export const pictureOf = (url: string): string => url.replace(/\/~[^/]*\//, '/');
