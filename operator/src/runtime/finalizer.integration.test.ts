import { describe, expect, it } from 'vitest';
import { isNotFound } from './api-error.ts';
import { type ConfigMap, configMaps } from './core-kinds.ts';
import { addFinalizer, hasFinalizer, removeFinalizer } from './finalizer.ts';
import { useTestNamespace } from './testing/use-test-namespace.ts';

const finalizer = 'kubecast.dev/test';
const fieldManager = 'test-manager';
const bed = useTestNamespace('finalizer');

const createConfigMap = (name: string): Promise<ConfigMap> =>
  bed.client.create(configMaps, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: bed.namespace } });

const read = (object: ConfigMap): Promise<ConfigMap> => bed.client.get(configMaps, object.metadata);
const add = (object: ConfigMap, name = finalizer) =>
  addFinalizer(bed.client, configMaps, { object, finalizer: name, fieldManager });
const remove = (object: ConfigMap) => removeFinalizer(bed.client, configMaps, { object, finalizer, fieldManager });

describe('addFinalizer', () => {
  it('keeps the object until the finalizer is removed', async () => {
    const guarded = await add(await createConfigMap('guarded'));
    await bed.client.delete(configMaps, guarded.metadata);
    const terminating = await read(guarded);
    expect(terminating.metadata.deletionTimestamp).toBeDefined();
    await remove(terminating);
    await expect(read(guarded)).rejects.toSatisfy(isNotFound);
  });

  it('writes nothing when it is there', async () => {
    const guarded = await add(await createConfigMap('twice'));
    expect(await add(guarded)).toBe(guarded);
    await remove(guarded);
  });

  it('loses no other finalizer: it conflicts when the object changed since it was read', async () => {
    const created = await createConfigMap('conflict');
    const theirs = await add(created, 'example.com/theirs');
    await expect(add(created)).rejects.toMatchObject({ status: 409, reason: 'Conflict' });
    const both = await add(theirs);
    expect(both.metadata.finalizers).toEqual(['example.com/theirs', finalizer]);
    await remove(both);
    const left = await read(created);
    expect([hasFinalizer(left, 'example.com/theirs'), hasFinalizer(left, finalizer)]).toEqual([true, false]);
    await removeFinalizer(bed.client, configMaps, { object: left, finalizer: 'example.com/theirs', fieldManager });
  });
});

describe('removeFinalizer', () => {
  it('is no error when the object or the finalizer is gone', async () => {
    const guarded = await add(await createConfigMap('gone'));
    await remove(guarded);
    await bed.client.delete(configMaps, guarded.metadata);
    await expect(remove(guarded)).resolves.toBeUndefined();
    await expect(remove({ ...guarded, metadata: { name: 'x' } })).resolves.toBeUndefined();
  });
});
