/**
 * Whether a request that carries cookies is our own page's (CSRF). Browsers say where a request comes from: Fetch Metadata's
 * `Sec-Fetch-Site`, which pages cannot set, and `Origin` with every POST and every WebSocket. Who sends neither is no browser, and
 * nobody can make such a program send somebody's cookies.
 */
import type { FastifyRequest } from 'fastify';

/** What of a request is looked at. */
export type RequestOrigin = Pick<FastifyRequest, 'headers' | 'host'>;

const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);

/** True for a request of this host's pages, of `webOrigins`' pages, or of no browser. */
export const isOfOwnPages = ({ headers, host }: RequestOrigin, webOrigins: ReadonlySet<string>): boolean => {
  const { origin } = headers;
  if (origin !== undefined && webOrigins.has(origin)) return true;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return origin === undefined || hostOf(origin) === host;
};
