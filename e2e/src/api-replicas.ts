/** The api's pods, each asked by itself. */
import { ApiClient } from './api-client.ts';
import { systemNamespace, type TestCluster } from './cluster.ts';
import { forwardPort } from './port-forward.ts';
import { systemPods } from './system-pods.ts';

const port = 8080;

export interface ApiReplicas {
  /** One a pod. They ask as nobody. */
  readonly clients: readonly ApiClient[];
  close(): Promise<void>;
}

/** Opens a way to each that runs now; the caller closes them. */
export const openApiReplicas = async (cluster: TestCluster): Promise<ApiReplicas> => {
  const pods = await systemPods(cluster, 'api');
  const forwards = await Promise.all(
    pods.map(({ metadata }) => forwardPort(systemNamespace, `pod/${metadata.name}`, port)),
  );
  return {
    clients: forwards.map(({ url }) => new ApiClient({ origin: url })),
    close: async () => void (await Promise.all(forwards.map((forward) => forward.stop()))),
  };
};
