/** Kills programs of the chart's own release. */
import type { TestCluster } from '../src/cluster.ts';
import { systemPods } from '../src/system-pods.ts';
import { aimAt } from './node-processes.ts';

/** Found already: `kill` does it at once. */
export const aimAtComponent = async (cluster: TestCluster, component: string): Promise<{ kill(): Promise<void> }> => {
  const running = await systemPods(cluster, component);
  const shots = await Promise.all(running.map((pod) => aimAt(pod, 'node')));
  return { kill: async () => void (await Promise.all(shots.map((send) => send('KILL')))) };
};
