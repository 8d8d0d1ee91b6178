import { createLogger } from '@kubecast/media/logger';
import { openDatabases } from '../database/open-databases.ts';
import type { TestPostgres } from './postgres.ts';

const nobody = { host: '127.0.0.1', port: 1, user: 'nobody', tls: 'disable' } as const;

/** Pools that reach no server, for tests of what needs none or must bear that it is away. Nothing is opened, nothing to close. */
export const absentPostgres = (): Pick<TestPostgres, 'databases' | 'admin'> => {
  const access = { location: nobody, password: async () => '' };
  const { databases } = openDatabases({ access, poolSize: 1, logger: createLogger('api', 'silent') });
  return { databases, admin: databases };
};
