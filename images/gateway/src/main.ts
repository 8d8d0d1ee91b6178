/** The gateway program: configuration, then one life until SIGTERM. Exits 78 for a wrong configuration, 1 for a failure. */
import { createLogger } from '@kubecast/media/logger';
import { ConfigurationError, configurationExitCode, readConfiguration } from '@kubecast/media/read-configuration';
import { runTogether } from '@kubecast/media/run-together';
import { shutdownSignal } from '@kubecast/media/shutdown-signal';
import { createClient } from '@kubecast/runtime/create-client';
import { loadClusterAccess } from '@kubecast/runtime/kubeconfig';
import { Registry } from 'prom-client';
import { ClusterDirectory } from './directory/cluster-directory.ts';
import { keepStreams } from './directory/kept-streams.ts';
import { type GatewayConfiguration, gatewayConfigurationSchema } from './gateway-configuration.ts';
import { runGateway } from './run-gateway.ts';

/** In memory, of the pod's own: outlives the container. */
const keptFlowsDirectory = '/var/run/kubecast/flows';

const logger = createLogger('gateway');

const runInCluster = async (configuration: GatewayConfiguration, signal: AbortSignal): Promise<void> => {
  const registry = new Registry();
  const client = createClient({ access: loadClusterAccess(), userAgent: 'kubecast-gateway/0.1.0' });
  const namespaces = configuration.KUBECAST_WATCH_NAMESPACES;
  const kept = keepStreams(keptFlowsDirectory, logger);
  const directory = new ClusterDirectory({ client, namespaces, registry, logger, kept });
  await directory.remember();
  try {
    await runTogether(signal, [
      (ending) => directory.run(ending),
      (ending) => runGateway({ configuration, directory, keptFlowsDirectory, registry, logger }, ending),
    ]);
  } finally {
    await client.close();
  }
};

try {
  await runInCluster(readConfiguration(gatewayConfigurationSchema), shutdownSignal());
} catch (error) {
  logger.fatal({ err: error }, 'Ending after a failure');
  process.exitCode = error instanceof ConfigurationError ? configurationExitCode : 1;
}
