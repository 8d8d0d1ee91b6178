/**
 * Grants as the api hands them out: whoever holds one reads a path at the edge for five minutes at most, without the api. That
 * is also how long a thing that was made private stays within reach of those who could see it before.
 */
import { formatGrantQuery, formatGrantToken, type GrantKey, signGrant } from '@kubecast/media/grant';

/** The first signs, all verify. */
export type GrantKeys = readonly [GrantKey, ...GrantKey[]];

/** `expiresAt` is the first moment at which it no longer holds. */
export interface IssuedGrant {
  readonly token: string;
  readonly expiresAt: Date;
}

/** How long a grant holds. Players renew it at half. */
export const grantSeconds = 300;
export const renewAfterSeconds = grantSeconds / 2;

const atSecond = (seconds: number): Date => new Date(seconds * 1000);

/** A grant for `path` and, where that ends with `/`, for everything below it. */
export const issueGrant = ([key]: GrantKeys, path: string, now: Date): IssuedGrant => {
  const expiresAt = atSecond(Math.floor(now.getTime() / 1000) + grantSeconds);
  return { token: formatGrantToken(signGrant(key, { path, expiresAt })), expiresAt };
};

/** When what is signed at `now` ends: the same for 150 s, so that a file keeps its URL, and caches it, over several answers. */
const sharedExpiry = (now: Date): Date => {
  const started = Math.floor(now.getTime() / 1000 / renewAfterSeconds) * renewAfterSeconds;
  return atSecond(started + grantSeconds);
};

const sharedGrant = ([key]: GrantKeys, path: string, now: Date) =>
  signGrant(key, { path, expiresAt: sharedExpiry(now) });

/** The path of a single file with its signature, good for 150 to 300 s. */
export const signedPath = (keys: GrantKeys, path: string, now: Date): string =>
  `${path}?${formatGrantQuery(sharedGrant(keys, path, now))}`;

/** A token that is the same for 150 s, good for 150 to 300 s. */
export const sharedToken = (keys: GrantKeys, path: string, now: Date): string =>
  formatGrantToken(sharedGrant(keys, path, now));
