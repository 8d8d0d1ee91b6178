/**
 * The api's one life: opens what it works with, serves until the signal, then drains.
 *
 * ```
 *   signal ─► not ready ─► still serving (5 s) ─► no new requests, those under way end (22 s at most) ─► connections closed
 *         ├─► WebSockets are closed, spread out
 *         └─► the projection drains, and its Lease is free
 * ```
 * That it answers on its health port shows that it lives; nothing that it depends on is part of that.
 */
import type { Logger } from '@kubecast/media/logger';
import { type Life, runTogether } from '@kubecast/media/run-together';
import { HealthServer } from '@kubecast/runtime/health-server';
import { createRuntimeMetrics, type RuntimeMetrics } from '@kubecast/runtime/metrics';
import type { ApiConfiguration } from './api-configuration.ts';
import { buildApp } from './app.ts';
import { AppServer } from './app-server.ts';
import { missingMigrations } from './migrate/missing-migrations.ts';
import { openDependencies } from './open-dependencies.ts';
import { runProjection } from './projection/run-projection.ts';
import { Readiness } from './readiness.ts';

/** Health answers from the start, so that a slow one is seen as what it is, and until the last. */
const serveHealth = async (config: ApiConfiguration, metrics: RuntimeMetrics, fault: () => string | undefined) => {
  const readiness = [{ name: 'api', fault }];
  const server = new HealthServer({ port: config.KUBECAST_HEALTH_PORT, registry: metrics.registry, readiness });
  await server.listen();
  return server;
};

/**
 * Runs until `signal`.
 *
 * @throws when the configuration's files, the cluster's address or a port are not to be had; then nothing of it runs on
 */
export const runApi = async (config: ApiConfiguration, logger: Logger, signal: AbortSignal): Promise<void> => {
  const metrics = createRuntimeMetrics();
  const { dependencies, watchedDatabases, runKeyFiles, close } = await openDependencies(config, logger, metrics);
  const readiness = new Readiness({ databases: watchedDatabases, missingMigrations, logger });
  const build = (ending: AbortSignal) => buildApp(config, { ...dependencies, ending });
  const appServer = new AppServer({ build, port: config.KUBECAST_HTTP_PORT });
  const lives: readonly Life[] = [
    runKeyFiles,
    (ending) => readiness.run(ending),
    readiness.whenMigrated(dependencies.realtime.run),
    readiness.whenMigrated((ending) => runProjection({ config, dependencies, metrics }, ending)),
    (ending) => appServer.run(ending),
  ];
  const fault = (): string | undefined => appServer.fault() ?? readiness.fault();
  try {
    const health = await serveHealth(config, metrics, fault);
    await runTogether(signal, lives).finally(() => health.close());
  } finally {
    await close();
  }
};
