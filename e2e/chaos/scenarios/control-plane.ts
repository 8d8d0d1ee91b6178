/** What is not in the way of media: operator and gateway, the Kubernetes API, the object store; and the edge, which is. */

import { objectStoreWorkload, withoutWorkload } from '../../src/without-workload.ts';
import { aimAtComponent } from '../kill-component.ts';
import type { Goals, Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';
import { stopApiServer } from '../stop-api-server.ts';

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
    const aimed = await aimAtComponent(stage.theatre.cluster, component);
    stage.mark();
    await aimed.kill();
    await stage.wait(watchMs);
  },
});

const stopObjectStore = async (stage: Stage): Promise<void> => {
  stage.mark();
  await withoutWorkload(stage.theatre.cluster, objectStoreWorkload, () => stage.wait(awayMs));
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
