import { ApiError } from '../problems/api-error.ts';
import { isOfOwnPages, type RequestOrigin } from './same-site.ts';

/**
 * For what counts a viewer by a cookie: cookies come with the requests of other sites' pages too, and visitors of these would count.
 *
 * @throws ApiError CrossSiteRefused for a page that is neither this host's nor of `webOrigins`
 */
export const ensureOwnPage = (request: RequestOrigin, webOrigins: ReadonlySet<string>): void => {
  if (isOfOwnPages(request, webOrigins)) return;
  throw new ApiError('CrossSiteRefused', 'Could not take a viewer from a page of another site: open the app itself');
};
