/** The program's argument `migrate`: once through, then it ends. A Job of the chart runs it before each release. */
import type { Logger } from '@kubecast/media/logger';
import { readConfiguration } from '@kubecast/media/read-configuration';
import { passwordFile, readCertificateAuthority } from '../database/connection-settings.ts';
import { migrate } from './migrate.ts';
import { type MigrateConfiguration, migrateConfigurationSchema } from './migrate-configuration.ts';

const readPasswords = async (directory: string) => {
  const [api, usersReader] = await Promise.all([
    passwordFile(directory, 'apiPassword')(),
    passwordFile(directory, 'usersReaderPassword')(),
  ]);
  return { api, usersReader };
};

const run = async (configuration: MigrateConfiguration, logger: Logger, signal: AbortSignal): Promise<void> => {
  const { database, ...location } = configuration.KUBECAST_POSTGRES_ADMIN;
  const directory = configuration.KUBECAST_SECRETS_DIRECTORY;
  await migrate({
    access: {
      location,
      password: passwordFile(directory, 'adminPassword'),
      ...(await readCertificateAuthority(directory)),
    },
    maintenanceDatabase: database,
    passwords: await readPasswords(directory),
    usersServer: configuration.KUBECAST_USERS_SERVER,
    waitMs: configuration.KUBECAST_WAIT_SECONDS * 1000,
    logger,
    signal,
  });
  logger.info('Finding the databases as they must be');
};

/**
 * Reads the configuration from `environment` and migrates.
 *
 * @throws ConfigurationError for a wrong environment; MigrateError for what a person has to mend, with what to do
 */
export const runMigrate = async (
  environment: Readonly<Record<string, string | undefined>>,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> => run(readConfiguration(migrateConfigurationSchema, environment), logger, signal);
