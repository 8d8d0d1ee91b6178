/**
 * What the gateway costs: 1, 10 and 50 streams of 6 Mbit/s through it, and straight from sender to receiver, in turns. Senders
 * and receivers shake hands as SRT does and then send its data packets and acknowledgements, without encryption and repetition:
 * fifty libsrt pairs would take a small machine for themselves. The CPU is the gateway's alone. Other numbers of streams may be
 * asked for: `gateway.ts 5 20`.
 */
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { StaticGateway } from '@kubecast/gateway/interop/testing/static-gateway.ts';
import { type Figure, printFigures } from './figures.ts';
import { Sink, type SinkReport, Source } from './gateway-load.ts';

const runs = 3;
const usualSizes = [1, 10, 50];
const settleMs = 1_500;
const measureMs = 8_000;

/** `getconf CLK_TCK` of Linux on every architecture that Node runs on. */
const ticksPerSecond = 100;

/** All that a process has used so far. */
const processorSeconds = async (pid: number): Promise<number> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [user = 0, system = 0] = fields.slice(11, 13);
  return (user + system) / ticksPerSecond;
};

interface Run extends SinkReport {
  readonly sent: number;
  readonly seconds: number;
  /** Of the gateway. */
  readonly cores: number;
}

/** Less than this of what was sent, and the figures are those of something else. */
const leastShare = 0.95;

/** Throws when streams got stuck or too much was lost on the way. */
const checkReceived = (run: Run, streams: number): Run => {
  const percent = (100 * run.received) / run.sent;
  if (run.streams === streams && percent >= 100 * leastShare) return run;
  throw new Error(
    `Of ${streams} streams ${run.streams} came, with ${percent.toFixed(1)} % of the packets that were sent: no figures`,
  );
};

const measure = async (sink: Sink, gateway: StaticGateway, ports: readonly number[]): Promise<Run> => {
  const source = await Source.start(ports);
  await sleep(settleMs);
  sink.measure();
  const sentBefore = await source.sent();
  const before = { processor: await processorSeconds(gateway.pid), ms: performance.now() };
  await sleep(measureMs);
  const report = await sink.report();
  const sent = (await source.sent()) - sentBefore;
  const seconds = (performance.now() - before.ms) / 1_000;
  const cores = ((await processorSeconds(gateway.pid)) - before.processor) / seconds;
  await source.end();
  return checkReceived({ ...report, sent, seconds, cores }, ports.length);
};

const measureInTurns = async (streams: number) => {
  const sink = await Sink.start(streams);
  const targets = Object.fromEntries(sink.ports.map((port, index) => [`camera-${index}`, port]));
  const gateway = await StaticGateway.start(targets, { KUBECAST_HANDSHAKES_PER_SECOND: '1000' });
  const [relayed, direct]: [Run[], Run[]] = [[], []];
  try {
    for (let run = 0; run < runs; run += 1) {
      direct.push(await measure(sink, gateway, sink.ports));
      relayed.push(await measure(sink, gateway, Array(streams).fill(gateway.port)));
    }
  } finally {
    await gateway.stop();
    await sink.end();
  }
  return { relayed, direct };
};

const lostPercent = ({ lost, received }: Run): number => (100 * lost) / (lost + received);
const packetsPerSecond = ({ received, acknowledged, seconds }: Run): number => (received + 2 * acknowledged) / seconds;

const figuresOf = (streams: number, relayed: readonly Run[], direct: readonly Run[]): readonly Figure[] => {
  const figure = (what: string, unit: string, value: (run: Run) => number, isCompared = true): Figure => ({
    ...{ what: `gateway, ${streams} × 6 Mbit/s: ${what}`, unit, values: relayed.map(value) },
    ...(isCompared ? { baseline: { name: 'direct', values: direct.map(value) } } : {}),
  });
  return [
    figure('packets, both ways', '1/s', packetsPerSecond),
    figure('CPU', 'cores', ({ cores }) => cores, false),
    figure('CPU a stream', '% of a core', ({ cores }) => (100 * cores) / streams, false),
    figure('delay, median', 'ms', ({ p50Ms }) => p50Ms),
    figure('delay, 99th percentile', 'ms', ({ p99Ms }) => p99Ms),
    {
      ...figure('delay added, 99th percentile', 'ms', ({ p99Ms }) => p99Ms, false),
      values: relayed.map(({ p99Ms }, run) => p99Ms - (direct[run]?.p99Ms ?? Number.NaN)),
    },
    figure('packets lost', '%', lostPercent, false),
    { what: `direct, ${streams} × 6 Mbit/s: packets lost`, unit: '%', values: direct.map(lostPercent) },
  ];
};

/** Measures each number of streams. */
export const measureGateway = async (sizes: readonly number[] = usualSizes): Promise<readonly Figure[]> => {
  const figures: Figure[] = [];
  for (const streams of sizes) {
    const { relayed, direct } = await measureInTurns(streams);
    figures.push(...figuresOf(streams, relayed, direct));
  }
  return figures;
};

if (import.meta.main) {
  const asked = process.argv.slice(2).map(Number);
  printFigures(await measureGateway(asked.length > 0 ? asked : undefined));
}
