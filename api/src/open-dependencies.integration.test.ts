import { createLogger } from '@kubecast/media/logger';
import { createRuntimeMetrics } from '@kubecast/runtime/metrics';
import { testKubeconfigFile } from '@kubecast/runtime/testing/test-cluster';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { missingMigrations } from './migrate/missing-migrations.ts';
import { openDependencies } from './open-dependencies.ts';
import { Readiness } from './readiness.ts';
import { writeApiSecrets } from './testing/api-process.ts';
import { testConfiguration } from './testing/test-app.ts';
import { useTestPostgres } from './testing/use-test-postgres.ts';

const postgres = useTestPostgres();

beforeAll(async () => {
  await writeApiSecrets(postgres.secretsDirectory);
  vi.stubEnv('KUBECONFIG', testKubeconfigFile());
});
afterAll(async () => {
  vi.unstubAllEnvs();
});

describe('openDependencies', () => {
  it('leaves a look at the databases a connection when requests have all of theirs', async () => {
    const config = {
      ...testConfiguration,
      KUBECAST_POSTGRES: { ...postgres.access.location, poolSize: 1 },
      KUBECAST_SECRETS_DIRECTORY: postgres.secretsDirectory,
    };
    const logger = createLogger('api', 'silent');
    const opened = await openDependencies(config, logger, createRuntimeMetrics());
    const taken = await Promise.all(Object.values(opened.dependencies.databases).map((pool) => pool.connect()));
    const readiness = new Readiness({ databases: opened.watchedDatabases, missingMigrations, logger });
    await readiness.look();
    expect(readiness.fault()).toBeUndefined();
    for (const client of taken) client.release();
    await opened.close();
  });
});
