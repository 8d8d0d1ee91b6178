import type { Routes } from '../../route-options.ts';

/** `/api/auth`. */
export const authRoutes: Routes = async () => {};
