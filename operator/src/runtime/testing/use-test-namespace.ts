import { afterAll, beforeAll } from 'vitest';
import type { KubernetesClient } from '../client.ts';
import { createTestClient, createTestNamespace } from './test-cluster.ts';

/** A file's client and namespace, there while its tests run. */
export interface TestNamespaceInUse {
  readonly client: KubernetesClient;
  /** Its name. */
  readonly namespace: string;
}

/** To be called once at the top of a test file: makes a client and a namespace before its tests, and ends both after them. */
export const useTestNamespace = (purpose: string): TestNamespaceInUse => {
  const client = createTestClient();
  let name = '';
  let remove = async (): Promise<void> => {};
  beforeAll(async () => {
    ({ name, remove } = await createTestNamespace(client, purpose));
  });
  afterAll(async () => {
    await remove();
    await client.close();
  });
  return {
    client,
    get namespace() {
      return name;
    },
  };
};
