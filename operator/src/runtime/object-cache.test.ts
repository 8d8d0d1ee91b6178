import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IndexedStore } from './indexed-store.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import { ObjectCache, type ObjectChange, type ObjectEvent } from './object-cache.ts';

const object = (name: string, version: number, uid = 'u1'): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'live', uid, resourceVersion: String(version) },
});

const setUp = (...present: readonly KubernetesObject[]) => {
  const store = new IndexedStore<KubernetesObject>();
  const cache = new ObjectCache(store);
  cache.replace(present, () => true);
  return { store, cache };
};

const everything = (): boolean => true;

describe('ObjectCache.replace', () => {
  it('tells what was deleted, changed and added while nobody watched', () => {
    const { cache } = setUp(object('gone', 1), object('same', 2), object('changed', 3));
    expect(cache.replace([object('same', 2), object('changed', 5), object('new', 6)], everything)).toEqual([
      { type: 'deleted', object: object('gone', 1) },
      { type: 'updated', object: object('changed', 5), previous: object('changed', 3) },
      { type: 'added', object: object('new', 6) },
    ]);
  });

  it('tells of a deletion and an addition when a name was taken again', () => {
    const { cache } = setUp(object('a', 1, 'u1'));
    expect(cache.replace([object('a', 4, 'u2')], everything)).toEqual([
      { type: 'deleted', object: object('a', 1, 'u1') },
      { type: 'added', object: object('a', 4, 'u2') },
    ]);
  });

  it('leaves alone what is out of scope', () => {
    const { cache, store } = setUp(object('a', 1));
    expect(cache.replace([], ({ metadata }) => metadata.namespace === 'other')).toEqual([]);
    expect(store.size).toBe(1);
  });

  it('freezes what it stores', () => {
    const { store } = setUp(object('a', 1));
    expect(Object.isFrozen(store.get('live/a')?.metadata)).toBe(true);
  });

  it('stores what the transform leaves', () => {
    const store = new IndexedStore<KubernetesObject>();
    const kept = (item: KubernetesObject): KubernetesObject => ({ ...item, kind: 'Kept' });
    new ObjectCache(store, kept).replace([object('a', 1)], everything);
    expect(store.get('live/a')?.kind).toBe('Kept');
  });
});

describe('ObjectCache.apply', () => {
  it.each<[string, ObjectEvent<KubernetesObject>]>([
    ['repeats what is known', { type: 'MODIFIED', object: object('a', 5) }],
    ['is older than what is known', { type: 'MODIFIED', object: object('a', 4) }],
    ['deletes an earlier object of the name', { type: 'DELETED', object: object('a', 4, 'u0') }],
    ['deletes what is not there', { type: 'DELETED', object: object('b', 9) }],
  ])('changes nothing when the event %s', (_, event) => {
    const { cache } = setUp(object('a', 5));
    expect(cache.apply(event)).toEqual([]);
  });

  it('gives the last state when an object is deleted', () => {
    const { cache } = setUp(object('a', 5));
    expect(cache.apply({ type: 'DELETED', object: object('a', 7) })).toEqual([
      { type: 'deleted', object: object('a', 7) },
    ]);
  });

  it('does not bring back an object by an event from before its deletion', () => {
    const { cache } = setUp(object('a', 5));
    cache.apply({ type: 'DELETED', object: object('a', 7) });
    expect(cache.apply({ type: 'MODIFIED', object: object('a', 6) })).toEqual([]);
  });

  it('remembers the last thousand deletions', () => {
    const { cache } = setUp();
    for (let n = 0; n <= 1024; n += 1) cache.apply({ type: 'DELETED', object: object(`n${n}`, 10 + n) });
    expect(cache.apply({ type: 'MODIFIED', object: object('n1', 1) })).toEqual([]);
    expect(cache.apply({ type: 'MODIFIED', object: object('n0', 1) })).toHaveLength(1);
  });

  it('believes events in the order they come when versions cannot be compared', () => {
    const { cache, store } = setUp();
    const opaque = (version: string): KubernetesObject => {
      const { metadata, ...rest } = object('a', 1);
      return { ...rest, metadata: { ...metadata, resourceVersion: version } };
    };
    cache.apply({ type: 'ADDED', object: opaque('x9') });
    cache.apply({ type: 'MODIFIED', object: opaque('x10') });
    expect(store.get('live/a')?.metadata.resourceVersion).toBe('x10');
  });

  it('ends at the truth, and tells a story that adds up, in whatever order and however often events come', () => {
    fc.assert(
      fc.property(histories, fc.infiniteStream(fc.nat()), (history, picks) => {
        const { cache, store } = setUp();
        const told: ObjectChange<KubernetesObject>[] = [];
        for (const event of disordered(history, picks)) told.push(...cache.apply(event));
        expect(statesOf(store.list())).toEqual(statesOf(truthOf(history)));
        expect(statesOf(replay(told))).toEqual(statesOf(truthOf(history)));
      }),
    );
  });
});

type Event = ObjectEvent<KubernetesObject>;

/** What one step does to a name that is or is not there; nothing when it deletes what is not there. */
const eventType = (deletes: boolean, isThere: boolean): Event['type'] | undefined => {
  if (deletes) return isThere ? 'DELETED' : undefined;
  return isThere ? 'MODIFIED' : 'ADDED';
};

/** Writes and deletions of three names; versions count up, a name that is made again has another uid. */
const histories = fc
  .array(fc.record({ name: fc.constantFrom('a', 'b', 'c'), deletes: fc.boolean() }), { maxLength: 20 })
  .map((steps) => {
    const uids = new Map<string, number>();
    const present = new Set<string>();
    return steps.flatMap(({ name, deletes }, step): Event[] => {
      const type = eventType(deletes, present.has(name));
      if (type === undefined) return [];
      if (type === 'ADDED') uids.set(name, step);
      present.add(name);
      if (type === 'DELETED') present.delete(name);
      return [{ type, object: object(name, step + 1, `u${uids.get(name)}`) }];
    });
  });

/** All events at least once, some twice, in an order that the picks decide. */
const disordered = (history: readonly Event[], picks: Iterator<number>): readonly Event[] => {
  const pick = (): number => picks.next().value ?? 0;
  return [...history, ...history.filter(() => pick() % 2 === 0)]
    .map((event) => ({ event, at: pick() }))
    .sort((a, b) => a.at - b.at)
    .map(({ event }) => event);
};

const truthOf = (history: readonly Event[]): readonly KubernetesObject[] => {
  const last = new Map(history.map((event) => [event.object.metadata.name, event]));
  return [...last.values()].filter(({ type }) => type !== 'DELETED').map((event) => event.object);
};

const replay = (changes: readonly ObjectChange<KubernetesObject>[]): readonly KubernetesObject[] => {
  const objects = new Map<string, KubernetesObject>();
  for (const change of changes) {
    const { name } = change.object.metadata;
    expect(objects.has(name)).toBe(change.type !== 'added');
    if (change.type === 'deleted') objects.delete(name);
    else objects.set(name, change.object);
  }
  return [...objects.values()];
};

const statesOf = (objects: readonly KubernetesObject[]): readonly string[] =>
  objects.map(({ metadata }) => `${metadata.name} ${metadata.uid} ${metadata.resourceVersion}`).sort();
