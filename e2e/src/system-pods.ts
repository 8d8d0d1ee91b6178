/** The pods of the chart's own release. */
import { type Pod, pods } from '@kubecast/runtime/core-kinds';
import { systemNamespace, type TestCluster } from './cluster.ts';

/** Those of a component (`app.kubernetes.io/component`) that run. */
export const systemPods = async ({ client }: TestCluster, component: string): Promise<readonly Pod[]> => {
  const labelSelector = `app.kubernetes.io/name=kubecast,app.kubernetes.io/component=${component}`;
  const { items } = await client.list(pods, { namespace: systemNamespace, labelSelector });
  return items.filter(({ status }) => status?.phase === 'Running');
};
