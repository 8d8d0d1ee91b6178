import type { Routes } from '../../route-options.ts';

/** `/api/videos`. */
export const videosRoutes: Routes = async () => {};
