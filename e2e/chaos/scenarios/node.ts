/** The machine goes: all of the cluster, when it has but one. */
import { runDocker } from '../node-processes.ts';
import type { Scenario } from '../scenario.ts';
import { controlPlaneNode, waitForApi } from '../stop-api-server.ts';

/** Until it is started again. */
const downMs = 2_000;

export const nodeFaults: readonly Scenario[] = [
  {
    name: 'node-killed',
    title: 'node container killed and started',
    goals: { maxResumeSeconds: 0.4, maySkipNumbers: true, mayLoseSeconds: 2 },
    // A node takes a minute to come back; that is not what is looked at here.
    spec: { reconnect: { graceSeconds: 600 } },
    inject: async (stage) => {
      const node = await controlPlaneNode();
      stage.mark();
      await runDocker('kill', node);
      try {
        await stage.wait(downMs);
      } finally {
        await runDocker('start', node);
        await waitForApi();
      }
    },
  },
];
