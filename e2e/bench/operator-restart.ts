/**
 * An operator that is restarted finds everything as it should be and writes nothing: 50 LiveStreams and all that they own
 * have the resourceVersions that they had before.
 */
import { setTimeout } from 'node:timers/promises';
import { liveStreamKind } from '@kubecast/crds/livestream';
import { pods, secrets, services } from '@kubecast/runtime/core-kinds';
import type { KubernetesObject } from '@kubecast/runtime/kubernetes-object';
import type { ResourceKind } from '@kubecast/runtime/resource-kind';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { systemNamespace, TestCluster } from '../src/cluster.ts';
import { kubectl } from '../src/stream-credentials.ts';
import { type Figure, printFigures } from './figures.ts';

const streams = 50;

/** How long after the restart a late write would still be noticed. */
const quietMs = 30_000;

/** Next to nothing, so that 50 pods fit a node: none of them gets an encoder. */
const tiny = {
  renditions: [{ name: '144p', height: 144, videoBitrateKbps: 100 }],
  podTemplate: { resources: { requests: { cpu: '1m', memory: '8Mi' } } },
};

/** `Kind/name` to resourceVersion. A pod's own changes by the kubelet count as well: there should be none. */
const observeVersions = async ({ client, namespace }: TestCluster): Promise<ReadonlyMap<string, string>> => {
  const versionsOf = async <T extends KubernetesObject>(kind: ResourceKind<T>) => {
    const { items } = await client.list(kind, { namespace });
    return items.map(({ metadata }) => [`${kind.kind}/${metadata.name}`, metadata.resourceVersion ?? ''] as const);
  };
  const all = [versionsOf(liveStreamKind), versionsOf(pods), versionsOf(services), versionsOf(secrets)];
  return new Map((await Promise.all(all)).flat());
};

/** Resolves when nothing has changed between two looks five seconds apart. */
const waitUntilSettled = async (cluster: TestCluster): Promise<ReadonlyMap<string, string>> => {
  let last: ReadonlyMap<string, string> = new Map();
  const isSettled = async () => {
    const now = await observeVersions(cluster);
    const changes = countChanges(last, now);
    last = now;
    return changes === 0;
  };
  await waitFor('nothing changes any more', isSettled, { timeoutMs: 300_000, intervalMs: 5_000 });
  return last;
};

const countChanges = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): number => {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name)).length;
};

const restartOperator = async (): Promise<number> => {
  const startedMs = performance.now();
  await kubectl('delete', 'pod', '-n', systemNamespace, '-l', 'app.kubernetes.io/component=operator');
  await kubectl('rollout', 'status', 'deployment/kubecast-operator', '-n', systemNamespace, '--timeout=120s');
  return (performance.now() - startedMs) / 1_000;
};

const makeStreams = async (cluster: TestCluster): Promise<number> => {
  const startedMs = performance.now();
  const names = Array.from({ length: streams }, (_, index) => `bench-${index}`);
  await Promise.all(names.map((name) => cluster.apply(name, tiny)));
  for (const name of names) await cluster.waitForCondition(name, { type: 'Ready', status: 'True' }, 600_000);
  return (performance.now() - startedMs) / 1_000;
};

/** Measures one restart. */
export const measureOperatorRestart = async (): Promise<readonly Figure[]> => {
  const cluster = await TestCluster.open('bench-restart');
  try {
    const coldSeconds = await makeStreams(cluster);
    const before = await waitUntilSettled(cluster);
    const restartSeconds = await restartOperator();
    await setTimeout(quietMs);
    const after = await observeVersions(cluster);
    return [
      { what: `${streams} streams applied to all Ready`, unit: 's', values: [coldSeconds] },
      {
        what: `operator restarted with ${streams} streams, until the new one is ready`,
        unit: 's',
        values: [restartSeconds],
      },
      {
        what: `objects written by that, of ${after.size}`,
        unit: 'writes',
        goal: 0,
        values: [countChanges(before, after)],
      },
    ];
  } finally {
    await cluster.close();
  }
};

if (import.meta.main) printFigures(await measureOperatorRestart());
