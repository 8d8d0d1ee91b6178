/** What happens while a part of the release does not run. */
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { systemNamespace, type TestCluster } from './cluster.ts';
import { kubectl } from './stream-credentials.ts';
import { systemPods } from './system-pods.ts';

/** A part of the release, by what runs its pods: `deployment/kubecast-operator`. */
export interface Workload {
  readonly object: string;
  /** `app.kubernetes.io/component` of its pods. */
  readonly component: string;
}

export const operatorWorkload: Workload = { object: 'deployment/kubecast-operator', component: 'operator' };
export const objectStoreWorkload: Workload = { object: 'statefulset/kubecast-minio', component: 'minio' };
export const postgresWorkload: Workload = { object: 'statefulset/kubecast-postgres', component: 'postgres' };

/** Takes it away for as long as `work` takes; resolves when as many replicas as before are back and ready. */
export const withoutWorkload = async <T>(
  cluster: TestCluster,
  { object, component }: Workload,
  work: () => Promise<T>,
): Promise<T> => {
  const target = [object, '--namespace', systemNamespace] as const;
  const replicas = await kubectl('get', ...target, '--output', 'jsonpath={.spec.replicas}');
  try {
    await kubectl('scale', ...target, '--replicas=0');
    const isGone = async () => (await systemPods(cluster, component)).length === 0;
    await waitFor(`${object} is gone`, isGone, { timeoutMs: 60_000, intervalMs: 200 });
    return await work();
  } finally {
    await kubectl('scale', ...target, `--replicas=${replicas}`);
    await kubectl('rollout', 'status', ...target, '--timeout=120s');
  }
};
