/** The whole HTTP side as one Fastify instance: the same in tests and in production. */
import { fastifyCookie } from '@fastify/cookie';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { type FastifyBaseLogger, type FastifyInstance, fastify } from 'fastify';
import type { ApiConfiguration } from './api-configuration.ts';
import { appOptions } from './app-options.ts';
import type { Dependencies } from './dependencies.ts';
import { grantRoutes } from './grants/grant-routes.ts';
import { docsRoutes } from './openapi/docs-routes.ts';
import { accessControl } from './plugins/access-control.ts';
import { answerHeaders } from './plugins/answer-headers.ts';
import { commonProblems } from './plugins/common-problems.ts';
import { crossOrigin } from './plugins/cross-origin.ts';
import { openapi } from './plugins/openapi.ts';
import { problemAnswers } from './plugins/problem-answers.ts';
import { rateLimits } from './plugins/rate-limits.ts';
import { requestIds } from './plugins/request-ids.ts';
import { requestLogs } from './plugins/request-logs.ts';
import { requestMetrics } from './plugins/request-metrics.ts';
import { schemaValidation } from './plugins/schema-validation.ts';
import { webSockets } from './realtime/web-sockets.ts';
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
  ['/api', grantRoutes],
  ['/api/realtime', realtimeRoutes],
];

const registerPlugins = async (app: FastifyInstance, config: ApiConfiguration, dependencies: Dependencies) => {
  const { keys, accessTokens, realtime, registry, ending } = dependencies;
  const webOrigins = new Set(config.KUBECAST_WEB_ORIGINS);
  await app.register(requestIds);
  await app.register(requestLogs);
  await app.register(requestMetrics, { registry });
  await app.register(answerHeaders, { ending });
  await app.register(crossOrigin, { webOrigins });
  await app.register(schemaValidation);
  await app.register(rateLimits, { requestsPerMinute: config.KUBECAST_REQUESTS_PER_MINUTE });
  await app.register(problemAnswers);
  await app.register(accessControl, {
    verifyAccessToken: accessTokens.verify,
    internalApiKeys: () => keys().internalApiKeys,
    webOrigins,
  });
  await app.register(commonProblems);
  await app.register(openapi);
  await app.register(fastifyCookie);
  await app.register(webSockets, { realtime });
};

/** Not listening yet: the caller listens, or injects. `close` ends what it holds. */
export const buildApp = async (config: ApiConfiguration, dependencies: Dependencies): Promise<FastifyInstance> => {
  const options = { config, dependencies };
  const loggerInstance: FastifyBaseLogger = dependencies.logger;
  const app = fastify({ ...appOptions(config), loggerInstance });
  await registerPlugins(app, config, dependencies);
  await app.register(docsRoutes, { prefix: '/api/docs' });
  for (const [prefix, routes] of resources) {
    // Without the prefix in their options, which they hand on to plugins of their own.
    const plugin = async (scope: FastifyInstance) => routes(scope.withTypeProvider<TypeBoxTypeProvider>(), options);
    await app.register(plugin, { prefix });
  }
  return app;
};
