/** What happens while no operator runs. */
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { systemPods } from '../chaos/system-pods.ts';
import { systemNamespace, type TestCluster } from './cluster.ts';
import { kubectl } from './stream-credentials.ts';

const deployment = ['deployment/kubecast-operator', '--namespace', systemNamespace] as const;

const scale = (replicas: string): Promise<string> => kubectl('scale', ...deployment, `--replicas=${replicas}`);

/** Takes the release's operator away for as long as `work` takes; resolves when it is back and ready. */
export const withoutOperator = async <T>(cluster: TestCluster, work: () => Promise<T>): Promise<T> => {
  const replicas = await kubectl('get', ...deployment, '--output', 'jsonpath={.spec.replicas}');
  await scale('0');
  try {
    const isGone = async () => (await systemPods(cluster, 'operator')).length === 0;
    await waitFor('the operator is gone', isGone, { timeoutMs: 60_000, intervalMs: 200 });
    return await work();
  } finally {
    await scale(replicas);
    await kubectl('rollout', 'status', ...deployment, '--timeout=120s');
  }
};
