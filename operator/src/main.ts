/** The operator's entry point. Exits with 0 after a drained SIGTERM, 78 on a wrong configuration, 1 on anything else. */
import { createLogger } from '@kubecast/media/logger';
import { ConfigurationError, configurationExitCode, readConfiguration } from '@kubecast/media/read-configuration';
import { shutdownSignal } from '@kubecast/media/shutdown-signal';
import { operatorConfigurationSchema } from './operator-configuration.ts';
import { readOperatorSecrets } from './operator-secrets.ts';
import { runOperator } from './run-operator.ts';

const log = createLogger('operator');

const main = async (): Promise<number> => {
  const signal = shutdownSignal();
  try {
    const configuration = readConfiguration(operatorConfigurationSchema);
    const secrets = await readOperatorSecrets(configuration.KUBECAST_SECRETS_DIRECTORY);
    return await runOperator({ configuration, secrets, log, signal });
  } catch (err) {
    log.fatal({ err }, 'Ending on an error');
    return err instanceof ConfigurationError ? configurationExitCode : 1;
  }
};

process.exitCode = await main();
