import type { Routes } from '../../route-options.ts';

/** `/api/realtime`. */
export const realtimeRoutes: Routes = async () => {};
