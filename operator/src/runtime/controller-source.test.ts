import { describe, expect, it } from 'vitest';
import { enqueueChanges, ownerKeys, ownKeys } from './controller-source.ts';
import type { InformerHandler } from './informer.ts';
import type { KubernetesObject } from './kubernetes-object.ts';

const buildPod = (owner?: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'pod',
    namespace: 'live',
    ...(owner === undefined
      ? {}
      : { ownerReferences: [{ apiVersion: 'x/v1', kind: 'LiveStream', name: owner, uid: owner, controller: true }] }),
  },
});

/** An informer of which the test plays the events, and the keys that come of them. */
const startSource = (options: Parameters<typeof enqueueChanges<KubernetesObject>>[2]) => {
  const handlers: InformerHandler<KubernetesObject>[] = [];
  const keys: string[] = [];
  const informer = {
    addHandler: (handler: InformerHandler<KubernetesObject>) => {
      handlers.push(handler);
      return () => void handlers.pop();
    },
  };
  const end = enqueueChanges(informer, { add: (key) => void keys.push(key) }, options);
  return { handlers, keys, end };
};

describe('enqueueChanges', () => {
  it('adds the keys of before and after when an object changes hands', () => {
    const { handlers, keys } = startSource({ keysOf: ownerKeys('LiveStream') });
    handlers[0]?.updated?.(buildPod('new'), buildPod('old'));
    expect(keys).toEqual(['live/old', 'live/new']);
  });

  it('adds a key when an object comes and when it goes', () => {
    const { handlers, keys } = startSource({ keysOf: ownKeys });
    handlers[0]?.added?.(buildPod());
    handlers[0]?.deleted?.(buildPod());
    expect(keys).toEqual(['live/pod', 'live/pod']);
  });

  it('adds nothing for a change that does not matter', () => {
    const { handlers, keys } = startSource({ keysOf: ownKeys, matters: () => false });
    handlers[0]?.updated?.(buildPod(), buildPod());
    expect(keys).toEqual([]);
  });

  it('ends when told', () => {
    const { handlers, end } = startSource({ keysOf: ownKeys });
    end();
    expect(handlers).toEqual([]);
  });
});

describe('ownerKeys', () => {
  it.each([
    ['it has a controller of that kind', buildPod('main'), 'LiveStream', ['live/main']],
    ['its controller is of another kind', buildPod('main'), 'ReplicaSet', []],
    ['it has none', buildPod(), 'LiveStream', []],
  ])('names the controller when %s', (_, object, kind, expected) => {
    expect(ownerKeys(kind)(object)).toEqual(expected);
  });
});
