import type { Routes } from '../../route-options.ts';

/** `/api/recordings`. */
export const recordingsRoutes: Routes = async () => {};
