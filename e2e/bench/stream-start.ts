/**
 * How long a platform engineer and a streamer wait: from `apply` to Ready, and from the start of an encoder's process (so its
 * own start and the SRT handshake count) to a master playlist whose every rendition can be played through nginx.
 */
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { TestCluster } from '../src/cluster.ts';
import { startEncoder } from '../src/encoder.ts';
import { LiveEdgeClient } from '../src/live-edge-client.ts';
import { type Figure, printFigures } from './figures.ts';

const runs = 5;
const lookEveryMs = 20;

interface Start {
  readonly readySeconds: number;
  readonly playableSeconds: number;
}

const secondsSince = (startMs: number): number => (performance.now() - startMs) / 1_000;

/** Resolves when the first segment of every rendition can be fetched. */
const waitUntilPlayable = async (edge: LiveEdgeClient): Promise<void> => {
  const variants = await waitFor('the master playlist is there', () => edge.variants(), { intervalMs: lookEveryMs });
  for (const { uri } of variants) {
    const rendition = uri.split('/')[0] ?? '';
    const { segments } = await edge.playlist(rendition);
    await edge.bytes(edge.segmentUrl(rendition, segments[0]?.uri ?? ''));
  }
};

const measureStart = async (cluster: TestCluster, name: string): Promise<Start> => {
  const appliedMs = performance.now();
  await cluster.apply(name, { recording: { mode: 'Never' } });
  await cluster.waitForCondition(name, { type: 'Ready', status: 'True' });
  const readySeconds = secondsSince(appliedMs);
  const target = await cluster.waitForTarget(name);
  const startedMs = performance.now();
  const encoder = startEncoder(target);
  await waitUntilPlayable(new LiveEdgeClient(cluster.namespace, name));
  const playableSeconds = secondsSince(startedMs);
  await encoder.leave();
  await cluster.delete(name);
  await cluster.waitForGone(name);
  return { readySeconds, playableSeconds };
};

/** Measures one stream after the other. */
export const measureStreamStarts = async (): Promise<readonly Figure[]> => {
  const cluster = await TestCluster.open('bench-start');
  const starts: Start[] = [];
  try {
    for (let run = 0; run < runs; run += 1) starts.push(await measureStart(cluster, `bench-${run}`));
  } finally {
    await cluster.close();
  }
  return [
    { what: 'apply to Ready', unit: 's', goal: 5, values: starts.map(({ readySeconds }) => readySeconds) },
    {
      what: 'encoder started to playable master',
      unit: 's',
      goal: 3,
      values: starts.map(({ playableSeconds }) => playableSeconds),
    },
  ];
};

if (import.meta.main) printFigures(await measureStreamStarts());
