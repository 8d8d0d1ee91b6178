/** The chart's bundled object store, taken away for a while. */
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { systemNamespace, type TestCluster } from '../src/cluster.ts';
import { kubectl } from '../src/stream-credentials.ts';
import { systemPods } from './system-pods.ts';

const scale = (replicas: number): Promise<string> =>
  kubectl('scale', 'statefulset/kubecast-minio', '-n', systemNamespace, `--replicas=${replicas}`);

/** Takes it away for as long as `work` takes; resolves when it answers again. */
export const withoutObjectStore = async (cluster: TestCluster, work: () => Promise<void>): Promise<void> => {
  await scale(0);
  try {
    const isGone = async () => (await systemPods(cluster, 'minio')).length === 0;
    await waitFor('the object store is gone', isGone, { timeoutMs: 60_000, intervalMs: 200 });
    await work();
  } finally {
    await scale(1);
    await kubectl('rollout', 'status', 'statefulset/kubecast-minio', '-n', systemNamespace, '--timeout=120s');
  }
};
