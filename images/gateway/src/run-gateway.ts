/**
 * The gateway's one life: restores the flows of a life that crashed, relays until the signal, then sends every encoder away;
 * they come back by themselves, to whoever listens then.
 */
import { once } from 'node:events';
import type { Logger } from '@kubecast/media/logger';
import { HealthServer } from '@kubecast/runtime/health-server';
import type { Registry } from 'prom-client';
import type { StreamDirectory } from './directory/stream-directory.ts';
import type { FlowRecord } from './flows/flow.ts';
import { KeptFlows } from './flows/kept-flows.ts';
import { Gateway } from './gateway.ts';
import type { GatewayConfiguration } from './gateway-configuration.ts';
import { createGatewayMetrics } from './gateway-metrics.ts';
import { PublicSockets } from './relay/public-sockets.ts';
import { UpstreamSocket } from './relay/upstream-socket.ts';

export interface RunGatewayOptions {
  readonly configuration: GatewayConfiguration;
  readonly directory: StreamDirectory;
  /** Outlives the process, not the pod. */
  readonly keptFlowsDirectory: string;
  readonly registry: Registry;
  readonly logger: Logger;
  /** Called once callers are heard, with the ports in use. */
  readonly onListening?: (ports: { readonly udp: number; readonly http: number }) => void;
}

const tickMs = 50;
const sweepMs = 1_000;

const openGateway = (options: RunGatewayOptions, sockets: PublicSockets, keptFlows: KeptFlows): Gateway => {
  const { configuration, directory, registry, logger } = options;
  const metrics = createGatewayMetrics(registry, {
    flows: () => gateway.flows,
    attempts: () => gateway.attempts,
    isUsable: directory.isUsable,
    receiveBufferBytes: () => sockets.receiveBufferBytes,
  });
  const limits = {
    maxFlows: configuration.KUBECAST_MAX_FLOWS,
    handshakesPerSecond: configuration.KUBECAST_HANDSHAKES_PER_SECOND,
    idleMs: configuration.KUBECAST_IDLE_SECONDS * 1000,
  };
  const now = (): number => performance.now();
  const onFlowChange = (): void => keptFlows.save(() => gateway.records);
  const gateway = new Gateway({ sockets, directory, metrics, limits, logger, now, onFlowChange });
  return gateway;
};

/** A flow whose port is taken or whose pod has no address any more is left: its encoder notices and comes back. */
const restoreFlow = async (gateway: Gateway, record: FlowRecord, logger: Logger): Promise<void> => {
  try {
    gateway.restore(record, await UpstreamSocket.open(record.pod, record.upstreamPort));
  } catch (error) {
    logger.warn({ err: error, stream: record.stream }, 'Restoring a flow failed, its encoder has to connect again');
  }
};

/** Goes on with flows of before whose pods are still there. */
const restoreFlows = async (gateway: Gateway, records: readonly FlowRecord[], logger: Logger): Promise<void> => {
  await Promise.all(records.map((record) => restoreFlow(gateway, record, logger)));
  gateway.endWithoutPod();
};

const buildHealthServer = ({ configuration, directory, registry }: RunGatewayOptions, signal: AbortSignal) => {
  const fault = (): string | undefined => {
    if (signal.aborted) return 'ending';
    return directory.isUsable() ? undefined : 'waiting for the first list of LiveStreams and pods';
  };
  const port = configuration.KUBECAST_HTTP_PORT;
  return new HealthServer({ port, registry, readiness: [{ name: 'directory', fault }] });
};

interface Parts {
  readonly gateway: Gateway;
  readonly sockets: PublicSockets;
  readonly health: HealthServer;
}

/** Relays what comes in until the signal. */
const relay = async (parts: Parts, options: RunGatewayOptions, signal: AbortSignal): Promise<void> => {
  const { gateway, sockets, health } = parts;
  const { logger, onListening } = options;
  sockets.receive(gateway.receive, (error) => logger.debug({ err: error }, 'Sending to a caller failed'));
  const timers = [setInterval(() => gateway.tick(), tickMs), setInterval(() => gateway.sweep(), sweepMs)];
  try {
    const ports = { udp: sockets.port, http: await health.listen() };
    logger.info({ ...ports, flows: gateway.flows, bufferBytes: sockets.receiveBufferBytes }, 'Relaying');
    onListening?.(ports);
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    for (const timer of timers) clearInterval(timer);
  }
};

/** Runs until `signal`. @throws when a port is taken; then nothing of it runs on */
export const runGateway = async (options: RunGatewayOptions, signal: AbortSignal): Promise<void> => {
  const { configuration, keptFlowsDirectory, logger } = options;
  const sockets = await PublicSockets.open(configuration.KUBECAST_UDP_PORT);
  const keptFlows = new KeptFlows(keptFlowsDirectory, logger);
  const health = buildHealthServer(options, signal);
  const gateway = openGateway(options, sockets, keptFlows);
  try {
    await restoreFlows(gateway, await keptFlows.load(), logger);
    await relay({ gateway, sockets, health }, options, signal);
  } finally {
    logger.info({ flows: gateway.flows }, 'Sending encoders away');
    gateway.close();
    await Promise.all([sockets.close(), keptFlows.settled(), health.close()]);
  }
};
