import type { Routes } from '../../route-options.ts';
import { collectionRoutes } from './collection-routes.ts';
import { ingestRoutes } from './ingest-routes.ts';
import { itemRoutes } from './item-routes.ts';

/** `/api/streams`, without the grants (`grants/grant-routes.ts`). */
export const streamsRoutes: Routes = async (app, options) => {
  for (const routes of [collectionRoutes, itemRoutes, ingestRoutes]) await app.register(routes, options);
};
