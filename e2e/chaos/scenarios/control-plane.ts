/** What is not in the way of media: operator and gateway, the Kubernetes API, the object store; and the edge, which is. */
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { systemNamespace } from '../../src/cluster.ts';
import { kubectl } from '../../src/stream-credentials.ts';
import { aimAt } from '../node-processes.ts';
import type { Goals, Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';
import { stopApiServer } from '../stop-api-server.ts';
import { systemPods } from '../system-pods.ts';

/** What no viewer sees, on a machine that is busy with other things too. */
const unseen: Goals = { maxGapSeconds: 0.2, encoderStays: true };
const minCatchUp = 5;
const awayMs = 60_000;
/** Long enough for its effect on viewers, who are some seconds behind. */
const watchMs = 10_000;

const killed = (component: string, goals: Goals): Scenario => ({
  name: `${component}-killed`,
  title: `${component} killed`,
  goals,
  inject: async (stage) => {
    const running = await systemPods(stage.theatre.cluster, component);
    const shots = await Promise.all(running.map((pod) => aimAt(pod, 'node')));
    stage.mark();
    await Promise.all(shots.map((send) => send('KILL')));
    await stage.wait(watchMs);
  },
});

const scaleStore = (replicas: number): Promise<string> =>
  kubectl('scale', 'statefulset/kubecast-minio', '-n', systemNamespace, `--replicas=${replicas}`);

const storePods = (stage: Stage) => systemPods(stage.theatre.cluster, 'minio');

const stopObjectStore = async (stage: Stage): Promise<void> => {
  stage.mark();
  await scaleStore(0);
  try {
    const isGone = async () => (await storePods(stage)).length === 0;
    await waitFor('the object store is gone', isGone, { timeoutMs: 60_000, intervalMs: 200 });
    await stage.wait(awayMs);
  } finally {
    await scaleStore(1);
    await kubectl('rollout', 'status', 'statefulset/kubecast-minio', '-n', systemNamespace, '--timeout=120s');
  }
};

const stopApi = async (stage: Stage): Promise<void> => {
  stage.mark();
  const server = await stopApiServer(awayMs / 1_000);
  try {
    await stage.wait(awayMs);
  } finally {
    await server.start();
  }
};

export const controlPlaneFaults: readonly Scenario[] = [
  killed('operator', unseen),
  killed('gateway', { maxEncoderBackSeconds: 8, maxResumeSeconds: 0.4 }),
  killed('edge', { maxFreezeSeconds: 2, encoderStays: true }),
  {
    name: 'kubernetes-api-stopped',
    title: 'Kubernetes API stopped for 60 s',
    goals: unseen,
    inject: stopApi,
  },
  {
    name: 'object-store-stopped',
    title: 'object store stopped for 60 s',
    goals: { ...unseen, minCatchUp },
    inject: stopObjectStore,
  },
];
