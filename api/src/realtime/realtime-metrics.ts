/** Metrics of the sockets. The names are a contract with dashboards and alerts. */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Topic } from './realtime-protocol.ts';

/** Read when a scrape comes. */
export interface RealtimeSample {
  readonly sockets: number;
  readonly subscriptions: Readonly<Record<Topic['kind'], number>>;
  readonly isListening: boolean;
  /** Of all streams, as this replica counted them; 0 where another one counts. */
  readonly viewers: number;
}

interface Reading {
  readonly name: string;
  readonly help: string;
  readonly read: (sample: RealtimeSample) => number;
}

const readings: readonly Reading[] = [
  { name: 'kubecast_api_realtime_sockets', help: 'Open WebSockets', read: ({ sockets }) => sockets },
  {
    name: 'kubecast_api_realtime_listening',
    help: '1 while this replica hears of changed streams',
    read: ({ isListening }) => Number(isListening),
  },
  {
    name: 'kubecast_api_viewers',
    help: 'Who watch now, all streams; 0 at the replicas that do not count',
    read: ({ viewers }) => viewers,
  },
];

const sampledGauges = (registers: Registry[], sample: () => RealtimeSample): void => {
  for (const { name, help, read } of readings) {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read(sample()));
      },
    });
  }
  new Gauge({
    name: 'kubecast_api_realtime_subscriptions',
    help: 'Subscriptions, by kind of topic',
    labelNames: ['topic'],
    registers,
    collect() {
      for (const [topic, count] of Object.entries(sample().subscriptions)) this.set({ topic }, count);
    },
  });
};

/** What ends a connection, or keeps it from being made. */
export type SocketFate = 'closed' | 'silent' | 'slow' | 'flooding' | 'refused' | 'drained';

export const createRealtimeMetrics = (registry: Registry, sample: () => RealtimeSample) => {
  const registers = [registry];
  sampledGauges(registers, sample);
  const messages = new Counter({
    name: 'kubecast_api_realtime_messages_total',
    help: 'Messages, by direction and type',
    labelNames: ['direction', 'type'],
    registers,
  });
  const ends = new Counter({
    name: 'kubecast_api_realtime_ends_total',
    help: 'Connections that ended, or were refused, by why',
    labelNames: ['fate'],
    registers,
  });
  return {
    countMessage: (direction: 'in' | 'out', type: string): void => messages.inc({ direction, type }),
    countEnd: (fate: SocketFate): void => ends.inc({ fate }),
  };
};

export type RealtimeMetrics = Pick<ReturnType<typeof createRealtimeMetrics>, 'countMessage' | 'countEnd'>;
