/**
 * A gateway without a cluster: `run-static-gateway.ts <udp port> <streamId>=<host>:<port>…`. A stream without an address
 * (`<streamId>=`) is known and has no pod. Prints `ready udp=<port> http=<port>` when callers are heard. `KUBECAST_*` set limits
 * as in production, `KUBECAST_FLOWS_DIRECTORY` says where flows are kept.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@kubecast/media/logger';
import { readConfiguration } from '@kubecast/media/read-configuration';
import { shutdownSignal } from '@kubecast/media/shutdown-signal';
import { Registry } from 'prom-client';
import { StaticDirectory } from '../directory/static-directory.ts';
import { gatewayConfigurationSchema } from '../gateway-configuration.ts';
import { runGateway } from '../run-gateway.ts';

const [udpPort = '', ...streams] = process.argv.slice(2);
const keptFlowsDirectory = process.env.KUBECAST_FLOWS_DIRECTORY ?? join(tmpdir(), `kubecast-gateway-${process.pid}`);

const directory = new StaticDirectory();
for (const stream of streams) {
  const [streamId = '', address = ''] = stream.split('=');
  const colon = address.lastIndexOf(':');
  if (colon < 0) directory.setAway(streamId, true);
  else directory.setPod(streamId, address.slice(0, colon), Number(address.slice(colon + 1)));
}

const configuration = readConfiguration(gatewayConfigurationSchema, {
  ...process.env,
  KUBECAST_UDP_PORT: udpPort,
  KUBECAST_HTTP_PORT: process.env.KUBECAST_HTTP_PORT ?? '0',
});
await runGateway(
  {
    configuration,
    directory,
    keptFlowsDirectory,
    registry: new Registry(),
    // Standard output is for the line that says ready.
    logger: createLogger('gateway', process.env.LOG_LEVEL ?? 'silent'),
    onListening: ({ udp, http }) => void process.stdout.write(`ready udp=${udp} http=${http}\n`),
  },
  shutdownSignal(),
);
