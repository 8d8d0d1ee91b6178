import { setImmediate as tick } from 'node:timers/promises';
import { BucketRefusesError, StoreUnreachableError } from '@kubecast/media/object-store-error';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { beforeEach, describe, expect, it } from 'vitest';
import { type ReadAheadOptions, readAhead } from './read-ahead.ts';

const wanted = Array.from({ length: 20 }, (_, index) => ({ key: `object-${index}`, sizeBytes: 10 }));

let store: MemoryStore;

beforeEach(async () => {
  store = new MemoryStore();
  for (const { key } of wanted) await store.put(key, key, { contentType: 'text/plain' });
});

const read = (options: Partial<ReadAheadOptions> = {}) =>
  readAhead(wanted, {
    store,
    signal: new AbortController().signal,
    onFault: () => undefined,
    patienceMs: 60_000,
    ...options,
  });

const textsOf = async (objects: ReturnType<typeof read>): Promise<readonly (string | undefined)[]> => {
  const texts: (string | undefined)[] = [];
  for await (const { bytes } of objects) texts.push(bytes?.toString());
  return texts;
};

/** Counts requests that were begun and not answered. */
const countOpen = (): { readonly most: () => number } => {
  let [open, most] = [0, 0];
  store.onRequest = async () => {
    open += 1;
    most = Math.max(most, open);
    for (let turn = 0; turn < 5; turn += 1) await tick();
    open -= 1;
  };
  return { most: () => most };
};

describe('readAhead', () => {
  it('gives objects in the order asked for, whichever comes first', async () => {
    store.onRequest = async (_, key) => {
      if (key.endsWith('0')) for (let turn = 0; turn < 10; turn += 1) await tick();
    };
    expect(await textsOf(read())).toEqual(wanted.map(({ key }) => key));
  });

  it.each([
    { limit: { maxRequests: 4 }, most: 4 },
    { limit: { maxBytes: 25 }, most: 2 },
    { limit: { maxBytes: 5 }, most: 1 },
  ])('reads at most $most at a time within $limit', async ({ limit, most }) => {
    const counted = countOpen();
    expect(await textsOf(read(limit))).toHaveLength(20);
    expect(counted.most()).toBe(most);
  });

  it('tells of objects that are not there', async () => {
    await store.delete('object-3');
    expect((await textsOf(read()))[3]).toBeUndefined();
  });

  it('asks again while the store is out of reach', async () => {
    let requests = 0;
    store.onRequest = (_, key) => {
      if (key !== 'object-7') return;
      requests += 1;
      if (requests <= 3) throw new StoreUnreachableError('Could not read object-7: away');
    };
    const faults: unknown[] = [];
    expect(await textsOf(read({ onFault: (error) => faults.push(error) }))).toEqual(wanted.map(({ key }) => key));
    expect(faults).toHaveLength(3);
  });

  it('gives up when its patience is at its end', async () => {
    store.onRequest = () => {
      throw new StoreUnreachableError('Could not read: away');
    };
    await expect(textsOf(read({ patienceMs: -1 }))).rejects.toThrow('away');
  });

  it('gives up at once when the store refuses', async () => {
    store.onRequest = (_, key) => {
      if (key === 'object-2') throw new BucketRefusesError('Could not read object-2: the object store refuses');
    };
    await expect(textsOf(read())).rejects.toThrow('refuses');
  });

  it('leaves nothing on its way when nobody wants more', async () => {
    const counted: string[] = [];
    for await (const { wanted: first } of read({ maxRequests: 3 })) {
      counted.push(first.key);
      break;
    }
    let later = 0;
    store.onRequest = () => {
      later += 1;
    };
    await tick();
    expect([counted, later]).toEqual([['object-0'], 0]);
  });
});
