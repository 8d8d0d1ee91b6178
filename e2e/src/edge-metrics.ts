/** What the edge says of itself, through the API server. */
import type { KubernetesClient } from '@kubecast/runtime/client';
import { pods } from '@kubecast/runtime/core-kinds';
import { systemNamespace } from './cluster.ts';

const labelSelector = 'app.kubernetes.io/name=kubecast,app.kubernetes.io/component=edge';
const metricsPort = 9090;

const sumOf = (text: string, pattern: RegExp): number =>
  text
    .split('\n')
    .filter((line) => pattern.test(line))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);

/** How many requests for `kind` all edges have answered with 200 or 206 from `source`. */
export const countEdgeAnswers = async (client: KubernetesClient, kind: string, source: string): Promise<number> => {
  const { items } = await client.list(pods, { namespace: systemNamespace, labelSelector });
  const texts = await Promise.all(
    items.map(async ({ metadata }) => {
      const path = `/api/v1/namespaces/${systemNamespace}/pods/${metadata.name}:${metricsPort}/proxy/metrics`;
      return String((await client.request({ method: 'GET', path })).body);
    }),
  );
  const pattern = new RegExp(`^kubecast_edge_requests_total\\{kind="${kind}",status="20[06]",source="${source}"\\}`);
  return texts.reduce((sum, text) => sum + sumOf(text, pattern), 0);
};
