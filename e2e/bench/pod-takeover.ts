/**
 * How long a stream is without a pod that listens after its pod was deleted, and where the time goes: the successor made by
 * the operator, taken by a node, with an address, its container running, Ready, and the LiveStream's condition.
 */
import { findCondition, parseConditions } from '@kubecast/runtime/condition';
import { type Pod, pods } from '@kubecast/runtime/core-kinds';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { ownedSelector, TestCluster } from '../src/cluster.ts';
import { startEncoder } from '../src/encoder.ts';
import { type Figure, printFigures } from './figures.ts';

const runs = 5;
const lookEveryMs = 10;
const goalSeconds = 3;

type Moment = readonly [what: string, isReached: (pod: Pod) => boolean];

const hasCondition = ({ status }: Pod, wanted: string): boolean =>
  status?.conditions?.some(({ type, status: value }) => type === wanted && value === 'True') ?? false;

/** In the order in which a successor goes through them. */
const moments: readonly Moment[] = [
  ['successor made', () => true],
  ['successor scheduled', (pod) => hasCondition(pod, 'PodScheduled')],
  ['successor with sandbox', (pod) => hasCondition(pod, 'PodReadyToStartContainers')],
  ['container running', ({ status }) => status?.containerStatuses?.[0]?.state?.running !== undefined],
  ['successor Ready', (pod) => hasCondition(pod, 'Ready')],
];

const findSuccessor = async ({ client, namespace }: TestCluster, name: string, before: Pod) => {
  const { items } = await client.list(pods, { namespace, labelSelector: ownedSelector(name) });
  return items.find(({ metadata }) => metadata.uid !== before.metadata.uid);
};

const isListening = async (cluster: TestCluster, name: string, podName: string): Promise<boolean> => {
  const { status } = await cluster.stream(name);
  return status?.podName === podName && findCondition(parseConditions(status.conditions), 'Ready')?.status === 'True';
};

/** Seconds from the deletion to each moment, in their order, and to the LiveStream's Ready. */
const measureTakeover = async (cluster: TestCluster, name: string, gracePeriodSeconds: number) => {
  const before = await cluster.pod(name);
  const startedMs = performance.now();
  await cluster.client.delete(pods, before.metadata, gracePeriodSeconds === 0 ? { gracePeriodSeconds } : {});
  const seconds: number[] = [];
  let successor = before;
  for (const [what, isReached] of moments) {
    successor = await waitFor(
      what,
      async () => {
        const pod = await findSuccessor(cluster, name, before);
        return pod !== undefined && isReached(pod) && pod;
      },
      { intervalMs: lookEveryMs, timeoutMs: 60_000 },
    );
    seconds.push((performance.now() - startedMs) / 1_000);
  }
  await waitFor('the LiveStream is Ready', () => isListening(cluster, name, successor.metadata.name));
  return [...seconds, (performance.now() - startedMs) / 1_000];
};

const labels = [...moments.map(([what]) => what), 'LiveStream Ready'];

const figuresOf = (purpose: string, measured: readonly (readonly number[])[]): readonly Figure[] =>
  labels.map((label, index) => ({
    what: `${purpose}: ${label}`,
    unit: 's',
    ...(label === 'successor Ready' && { goal: goalSeconds }),
    values: measured.map((seconds) => seconds[index] ?? Number.NaN),
  }));

const measureIdle = async (cluster: TestCluster): Promise<readonly Figure[]> => {
  await cluster.start('idle');
  const measured: number[][] = [];
  for (let run = 0; run < runs; run += 1) measured.push(await measureTakeover(cluster, 'idle', 60));
  return figuresOf('idle pod deleted', measured);
};

const measureLive = async (cluster: TestCluster): Promise<readonly Figure[]> => {
  const measured: number[][] = [];
  for (let run = 0; run < runs; run += 1) {
    const name = `live-${run}`;
    const encoder = startEncoder(await cluster.start(name, { recording: { mode: 'Never' } }));
    await cluster.waitForCondition(name, { type: 'Live', reason: 'Live' });
    measured.push(await measureTakeover(cluster, name, 60));
    await encoder.leave();
    await cluster.delete(name);
  }
  return figuresOf('live pod deleted', measured);
};

/** Measures one takeover after the other. */
export const measureTakeovers = async (): Promise<readonly Figure[]> => {
  const cluster = await TestCluster.open('bench-takeover');
  try {
    return [...(await measureIdle(cluster)), ...(await measureLive(cluster))];
  } finally {
    await cluster.close();
  }
};

if (import.meta.main) printFigures(await measureTakeovers());
