/** The whole HTTP side as one Fastify instance: the same in tests and in production. */
import { type FastifyBaseLogger, type FastifyInstance, fastify } from 'fastify';
import type { ApiConfiguration } from './api-configuration.ts';
import type { Dependencies } from './dependencies.ts';
import type { Routes } from './route-options.ts';
import { authRoutes } from './routes/auth/auth-routes.ts';
import { realtimeRoutes } from './routes/realtime/realtime-routes.ts';
import { recordingsRoutes } from './routes/recordings/recordings-routes.ts';
import { streamsRoutes } from './routes/streams/streams-routes.ts';
import { videosRoutes } from './routes/videos/videos-routes.ts';

const resources: readonly (readonly [prefix: string, routes: Routes])[] = [
  ['/api/auth', authRoutes],
  ['/api/streams', streamsRoutes],
  ['/api/recordings', recordingsRoutes],
  ['/api/videos', videosRoutes],
  ['/api/realtime', realtimeRoutes],
];

/** Not listening yet: the caller listens, or injects. `close` ends what it holds. */
export const buildApp = async (config: ApiConfiguration, dependencies: Dependencies): Promise<FastifyInstance> => {
  const loggerInstance: FastifyBaseLogger = dependencies.logger;
  const app = fastify({ loggerInstance });
  for (const [prefix, routes] of resources) await app.register(routes, { prefix, config, dependencies });
  return app;
};
