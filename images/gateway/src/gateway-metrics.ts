/** The gateway's metrics. No label names a stream or an address: their number is bounded by the code, not by callers. */
import { Counter, collectDefaultMetrics, Gauge, type Registry } from 'prom-client';
import type { FlowEnd } from './flows/flow.ts';
import type { RejectionReason } from './srt/rejection.ts';

/** Plain numbers, since they grow with every packet; read when they are scraped. */
export interface Traffic {
  toPods: Way;
  toCallers: Way;
}

export interface Way {
  packets: number;
  bytes: number;
}

/** What became of a caller's handshake packet. */
export type HandshakeOutcome =
  | 'cookie-given'
  | 'waiting'
  | 'forwarded'
  | 'accepted'
  | 'answered-again'
  | 'refused'
  | 'refused-by-pod';

export type DropReason =
  | 'malformed'
  | 'unknown-flow'
  | 'bad-cookie'
  | 'rate-limited'
  | 'repeated'
  | 'full'
  | 'unexpected';

export interface GatewayMetrics {
  readonly traffic: Traffic;
  readonly countHandshake: (outcome: HandshakeOutcome) => void;
  readonly countRefusal: (reason: RejectionReason) => void;
  readonly countDrop: (reason: DropReason) => void;
  readonly countFlowEnd: (reason: FlowEnd) => void;
  readonly countUpstreamError: () => void;
}

/** What the gauges read when they are scraped. */
export interface MetricSources {
  readonly flows: () => number;
  readonly attempts: () => number;
  readonly isUsable: () => boolean;
  readonly receiveBufferBytes: () => number;
}

const buildCounters = (registers: Registry[]) => {
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name: `kubecast_gateway_${name}_total`, help, labelNames, registers });
  return {
    handshakes: counter('handshakes', 'Handshake packets of callers, by what became of them', ['outcome']),
    refusals: counter('refusals', 'Callers refused by the gateway itself, by reason', ['reason']),
    drops: counter('dropped_packets', 'Packets that went nowhere, by reason', ['reason']),
    ends: counter('flow_ends', 'Flows that ended, by reason', ['reason']),
    upstreamErrors: counter('upstream_errors', 'Errors of sockets towards pods, such as a refused packet'),
  };
};

const addGauges = (registers: Registry[], sources: MetricSources): void => {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `kubecast_gateway_${name}`,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('flows', 'Encoders connected to their pods', sources.flows);
  gauge('open_handshakes', 'Callers that prove their address and wait for a pod', sources.attempts);
  gauge('directory_synced', '1 once streams and pods are known', () => Number(sources.isUsable()));
  gauge('receive_buffer_bytes', 'Kernel buffer of each public socket, as granted', sources.receiveBufferBytes);
};

const addTraffic = (registers: Registry[], traffic: Traffic): void => {
  const ways = { pods: traffic.toPods, callers: traffic.toCallers };
  const counter = (unit: keyof Way, help: string) =>
    new Counter({
      name: `kubecast_gateway_relayed_${unit}_total`,
      help,
      labelNames: ['to'],
      registers,
      collect() {
        this.reset();
        for (const [to, way] of Object.entries(ways)) this.inc({ to }, way[unit]);
      },
    });
  counter('packets', 'Packets relayed, by direction');
  counter('bytes', 'UDP payload relayed, by direction');
};

/** Adds the metrics, with those of the process (event-loop delay among them). */
export const createGatewayMetrics = (registry: Registry, sources: MetricSources): GatewayMetrics => {
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const traffic: Traffic = { toPods: { packets: 0, bytes: 0 }, toCallers: { packets: 0, bytes: 0 } };
  const { handshakes, refusals, drops, ends, upstreamErrors } = buildCounters(registers);
  addGauges(registers, sources);
  addTraffic(registers, traffic);
  return {
    traffic,
    countHandshake: (outcome) => handshakes.inc({ outcome }),
    countRefusal: (reason) => refusals.inc({ reason }),
    countDrop: (reason) => drops.inc({ reason }),
    countFlowEnd: (reason) => ends.inc({ reason }),
    countUpstreamError: () => upstreamErrors.inc(),
  };
};
