/** CORS for the configured origins, with credentials. Without any, nothing is said: browsers then keep to the same origin. */

const readableHeaders = 'Content-Length, Content-Range, Retry-After';

/** Headers for any reply to a request with this `Origin`. */
export const crossOriginHeaders = (
  allowed: ReadonlySet<string>,
  origin: string | undefined,
): Readonly<Record<string, string>> => {
  if (allowed.size === 0) return {};
  if (origin === undefined || !allowed.has(origin)) return { Vary: 'Origin' };
  return {
    Vary: 'Origin',
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': readableHeaders,
  };
};

/** What a preflight is told besides {@link crossOriginHeaders}. */
export const preflightHeaders: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS',
  'Access-Control-Allow-Headers': 'Range',
  'Access-Control-Max-Age': '600',
};
