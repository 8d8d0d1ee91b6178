/** The edge program: configuration, then one life until SIGTERM. Exits 78 for a wrong configuration, 1 for a failure. */
import { createLogger } from '@kubecast/media/logger';
import { ConfigurationError, configurationExitCode, readConfiguration } from '@kubecast/media/read-configuration';
import { shutdownSignal } from '@kubecast/media/shutdown-signal';
import { edgeConfigurationSchema } from './edge-configuration.ts';
import { runEdge } from './run-edge.ts';

const logger = createLogger('edge');
try {
  await runEdge(readConfiguration(edgeConfigurationSchema), logger, shutdownSignal());
} catch (error) {
  logger.fatal({ err: error }, 'Ending after a failure');
  process.exitCode = error instanceof ConfigurationError ? configurationExitCode : 1;
}
