import { describe, expect, it } from 'vitest';
import { isNotFound } from './api-error.ts';
import { configMaps } from './core-kinds.ts';
import { deleteObject } from './delete-object.ts';
import { useTestNamespace } from './testing/use-test-namespace.ts';

const use = useTestNamespace('delete');

const create = () =>
  use.client.create(configMaps, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'thing', namespace: use.namespace },
  });

describe('deleteObject', () => {
  it('deletes this very object, and is content when it is gone', async () => {
    const thing = await create();
    await deleteObject(use.client, configMaps, thing);
    await expect(use.client.get(configMaps, thing.metadata)).rejects.toSatisfy(isNotFound);
    await deleteObject(use.client, configMaps, thing);
  });

  it('leaves a namesake alone', async () => {
    const former = await create();
    await deleteObject(use.client, configMaps, former);
    const namesake = await create();
    await deleteObject(use.client, configMaps, former);
    expect((await use.client.get(configMaps, namesake.metadata)).metadata.uid).toBe(namesake.metadata.uid);
  });
});
