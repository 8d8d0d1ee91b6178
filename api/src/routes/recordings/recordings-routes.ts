import type { Routes } from '../../route-options.ts';
import { collectionRoutes } from './collection-routes.ts';
import { itemRoutes } from './item-routes.ts';

/** `/api/recordings`: one's own, and clips. Nobody else sees them; what may be public is the video that one becomes. */
export const recordingsRoutes: Routes = async (app, options) => {
  for (const routes of [collectionRoutes, itemRoutes]) await app.register(routes, options);
};
