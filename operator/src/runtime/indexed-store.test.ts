import { describe, expect, it } from 'vitest';
import { IndexedStore } from './indexed-store.ts';
import type { KubernetesObject } from './kubernetes-object.ts';

const object = (name: string, ...colours: readonly string[]): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'live', labels: Object.fromEntries(colours.map((colour) => [colour, ''])) },
});

const byColour = { colour: ({ metadata }: KubernetesObject) => Object.keys(metadata.labels ?? {}) };

const storeOf = (...objects: readonly KubernetesObject[]): IndexedStore<KubernetesObject> => {
  const store = new IndexedStore(byColour);
  for (const item of objects) store.set(item);
  return store;
};

const names = (objects: readonly KubernetesObject[]): readonly string[] => objects.map(({ metadata }) => metadata.name);

describe('IndexedStore', () => {
  it('finds by key and by reference', () => {
    const store = storeOf(object('a'));
    expect(store.get('live/a')).toEqual(object('a'));
    expect(store.get({ namespace: 'live', name: 'a' })).toEqual(object('a'));
    expect(store.get('other/a')).toBeUndefined();
  });

  it('finds every object under each of its values', () => {
    const store = storeOf(object('a', 'red', 'blue'), object('b', 'red'));
    expect(names(store.byIndex('colour', 'red'))).toEqual(['a', 'b']);
    expect(names(store.byIndex('colour', 'blue'))).toEqual(['a']);
    expect(store.byIndex('colour', 'green')).toEqual([]);
  });

  it('moves an object when its values change', () => {
    const store = storeOf(object('a', 'red'));
    store.set(object('a', 'blue'));
    expect(store.byIndex('colour', 'red')).toEqual([]);
    expect(names(store.byIndex('colour', 'blue'))).toEqual(['a']);
    expect(store.size).toBe(1);
  });

  it('forgets what is deleted', () => {
    const store = storeOf(object('a', 'red'), object('b', 'red'));
    store.delete('live/a');
    expect(names(store.byIndex('colour', 'red'))).toEqual(['b']);
    expect(store.keys()).toEqual(['live/b']);
    expect(names(store.list())).toEqual(['b']);
  });

  it('refuses an index that was not declared', () => {
    expect(() => storeOf().byIndex('size', '1')).toThrow('There is no index size');
  });
});
