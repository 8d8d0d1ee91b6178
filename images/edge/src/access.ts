/** Who may read what: pure checks of the grants that a request presents. */
import { type GrantKey, grantCookie, type PresentedGrant, parseGrantToken, verifyGrant } from '@kubecast/media/grant';
import { objectPath, streamGrantPath } from '@kubecast/media/grant-paths';
import { EdgeError } from './edge-error.ts';
import type { LiveRoute, ObjectRoute } from './request-path.ts';
import type { Visibility } from './routing-table.ts';

/** What a request presents, besides what its URL says. */
export interface AccessContext {
  readonly keys: readonly GrantKey[];
  readonly now: Date;
  readonly cookieHeader: string | undefined;
}

/** Every grant among the cookies: a browser sends one for each path that matches. */
const cookieGrants = (header: string | undefined): readonly PresentedGrant[] =>
  (header ?? '').split(';').flatMap((pair) => {
    const [name = '', value = ''] = pair.trim().split('=', 2);
    const grant = name === grantCookie ? parseGrantToken(value) : undefined;
    return grant ? [grant] : [];
  });

const isGranted = (
  paths: readonly string[],
  grant: PresentedGrant | undefined,
  { keys, now, cookieHeader }: AccessContext,
): boolean => {
  const presented = [...(grant ? [grant] : []), ...cookieGrants(cookieHeader)];
  return presented.some((one) => paths.some((path) => verifyGrant(one, { path, keys, now })));
};

/** @throws EdgeError GrantRequired for a private stream without a grant for it */
export const requireStreamAccess = (route: LiveRoute, visibility: Visibility, context: AccessContext): void => {
  if (visibility === 'Public') return;
  if (!isGranted([streamGrantPath(route.name)], route.grant, context)) throw new EdgeError('GrantRequired');
};

/** An object is granted by its own path or by its folder's. @throws EdgeError GrantRequired; nothing in a bucket is public */
export const requireObjectAccess = ({ bucket, key, grant }: ObjectRoute, context: AccessContext): void => {
  const path = objectPath(bucket, key);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const isInFolder = key.includes('/');
  if (!isGranted(isInFolder ? [path, folder] : [path], grant, context)) throw new EdgeError('GrantRequired');
};
