/**
 * The api program: `serve` (default) answers HTTP until SIGTERM, `migrate` brings the databases to what this release needs and
 * ends. Exits 78 for what only a person can mend, such as a wrong configuration, 64 for an unknown argument, 1 for a failure that
 * another try may not meet.
 */
import { createLogger, type Logger } from '@kubecast/media/logger';
import { ConfigurationError, configurationExitCode, readConfiguration } from '@kubecast/media/read-configuration';
import { shutdownSignal } from '@kubecast/media/shutdown-signal';
import { apiConfigurationSchema } from './api-configuration.ts';
import { needsAPerson } from './migrate/migrate-error.ts';
import { runMigrate } from './migrate/run-migrate.ts';
import { runApi } from './run-api.ts';

/** EX_USAGE. */
const usageExitCode = 64;

const usage = `Usage: main.js [serve | migrate]

  serve    Answers HTTP and WebSockets until SIGTERM (default)
  migrate  Brings the databases to what this release needs, then ends
`;

type Command = (logger: Logger, signal: AbortSignal) => Promise<void>;

const commands: Readonly<Record<string, Command>> = {
  serve: (logger, signal) => runApi(readConfiguration(apiConfigurationSchema), logger, signal),
  migrate: (logger, signal) => runMigrate(process.env, logger, signal),
};

const run = async (command: Command): Promise<void> => {
  const logger = createLogger('api');
  try {
    await command(logger, shutdownSignal());
  } catch (error) {
    logger.fatal({ err: error }, 'Ending after a failure');
    const isForAPerson = error instanceof ConfigurationError || needsAPerson(error);
    process.exitCode = isForAPerson ? configurationExitCode : 1;
  }
};

const [name = 'serve', ...rest] = process.argv.slice(2);
const command = rest.length === 0 && Object.hasOwn(commands, name) ? commands[name] : undefined;
if (name === '--help') process.stdout.write(usage);
else if (command) await run(command);
else {
  process.stderr.write(usage);
  process.exitCode = usageExitCode;
}
