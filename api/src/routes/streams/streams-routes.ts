import type { Routes } from '../../route-options.ts';

/** `/api/streams`. */
export const streamsRoutes: Routes = async () => {};
