import type { KubernetesClient } from '@kubecast/runtime/client';
import { NetworkError } from '@kubecast/runtime/transport-error';

const refuse = async (): Promise<never> => {
  throw new NetworkError('ask a cluster that the test has not', 'refused', undefined);
};

/** A cluster that is away: what a test uses whose subject needs none, or that shows what happens without. */
export const refusingCluster: KubernetesClient = {
  get: refuse,
  list: refuse,
  create: refuse,
  replace: refuse,
  apply: refuse,
  applyStatus: refuse,
  mergePatch: refuse,
  delete: refuse,
  watch: () => ({ [Symbol.asyncIterator]: () => ({ next: refuse }) }),
  request: refuse,
  close: async () => undefined,
};
