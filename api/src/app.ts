/** The whole HTTP side as one Fastify instance: the same in tests and in production. */
import { fastifyCookie } from '@fastify/cookie';
import { type FastifyBaseLogger, type FastifyInstance, fastify } from 'fastify';
import type { ApiConfiguration } from './api-configuration.ts';
import { createAccessTokens } from './auth/access-tokens.ts';
import type { Dependencies } from './dependencies.ts';
import { accessControl } from './plugins/access-control.ts';
import { commonProblems } from './plugins/common-problems.ts';
import { problemAnswers } from './plugins/problem-answers.ts';
import { schemaValidation } from './plugins/schema-validation.ts';
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

const registerPlugins = async (app: FastifyInstance, config: ApiConfiguration, dependencies: Dependencies) => {
  const { keys, now } = dependencies;
  const accessTokens = createAccessTokens({ keys: () => keys().accessTokenKeys, now });
  await app.register(schemaValidation);
  await app.register(problemAnswers);
  await app.register(accessControl, {
    verifyAccessToken: accessTokens.verify,
    internalApiKeys: () => keys().internalApiKeys,
    webOrigins: new Set(config.KUBECAST_WEB_ORIGINS),
  });
  await app.register(commonProblems);
  await app.register(fastifyCookie);
};

/** Not listening yet: the caller listens, or injects. `close` ends what it holds. */
export const buildApp = async (config: ApiConfiguration, dependencies: Dependencies): Promise<FastifyInstance> => {
  const loggerInstance: FastifyBaseLogger = dependencies.logger;
  const app = fastify({ loggerInstance, trustProxy: (_address, hop) => hop < config.KUBECAST_TRUSTED_PROXIES });
  await registerPlugins(app, config, dependencies);
  for (const [prefix, routes] of resources) await app.register(routes, { prefix, config, dependencies });
  return app;
};
