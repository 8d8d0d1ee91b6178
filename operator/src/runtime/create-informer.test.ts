import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { ListWatcher } from './client.ts';
import { type Pod, pods } from './core-kinds.ts';
import { createInformer } from './create-informer.ts';
import type { InformerOptions } from './informer.ts';
import { withoutManagedFields } from './informer-transform.ts';

const podIn = (namespace: string): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a', namespace, resourceVersion: '1', managedFields: [{ manager: 'm' }] },
});

/** A server with one pod in each namespace; the lists of a held namespace stay unanswered until `release`. */
const serverWith = (held?: string) => {
  const gate = Promise.withResolvers<void>();
  const asked: (string | undefined)[] = [];
  const client: ListWatcher = {
    list: async (kind, options = {}) => {
      const { namespace } = options;
      asked.push(namespace);
      if (held !== undefined && namespace === held) await gate.promise;
      return { items: [kind.parse(podIn(namespace ?? 'any'))], resourceVersion: '7' };
    },
    async *watch(_, { signal }) {
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    },
  };
  return { client, asked, release: gate.resolve };
};

const podInformer = (client: ListWatcher, options: Partial<InformerOptions<Pod>> = {}) =>
  createInformer(client, { kind: pods, logger: pino({ level: 'silent' }), ...options });

describe('createInformer', () => {
  it.each([
    ['all namespaces when none is named', undefined, [undefined]],
    ['each namespace that is named', ['live', 'other'], ['live', 'other']],
  ])('lists %s', async (_, namespaces, expected) => {
    const { client, asked } = serverWith();
    const stop = new AbortController();
    const informer = podInformer(client, { namespaces });
    const running = informer.run(stop.signal);
    await informer.synced();
    expect(asked).toEqual(expected);
    stop.abort();
    await running;
  });

  it('has synced when the last namespace has', async () => {
    const { client, release } = serverWith('other');
    const stop = new AbortController();
    const informer = podInformer(client, { namespaces: ['live', 'other'] });
    const running = informer.run(stop.signal);
    const first = Promise.withResolvers<void>();
    informer.addHandler({ added: () => first.resolve() });
    await first.promise;
    expect(informer.hasSynced()).toBe(false);
    expect(informer.lastActivityMs()).toBeUndefined();
    release();
    await informer.synced();
    expect(informer.store.keys()).toEqual(['live/a', 'other/a']);
    expect(informer.lastActivityMs()).toBeDefined();
    stop.abort();
    await running;
  });

  it('rejects those who wait when it is stopped, and when they give up', async () => {
    const { client, release } = serverWith('live');
    const stop = new AbortController();
    const informer = podInformer(client, { namespaces: ['live'] });
    const running = informer.run(stop.signal);
    await expect(informer.synced(AbortSignal.abort(new Error('too long')))).rejects.toThrow('too long');
    const giveUp = new AbortController();
    const waiting = informer.synced(giveUp.signal);
    giveUp.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    const unlimited = informer.synced();
    stop.abort(new Error('stopping'));
    release();
    await expect(unlimited).rejects.toThrow('stopping');
    await running;
  });

  it('finds objects by its indexes and stores what its transform leaves', async () => {
    const { client } = serverWith();
    const stop = new AbortController();
    const indexes = { namespace: ({ metadata }: Pod) => [metadata.namespace ?? ''] };
    const informer = podInformer(client, { namespaces: ['live'], indexes, transform: withoutManagedFields });
    const running = informer.run(stop.signal);
    await informer.synced();
    const [found] = informer.store.byIndex('namespace', 'live');
    expect(found?.metadata).toEqual({ name: 'a', namespace: 'live', resourceVersion: '1' });
    stop.abort();
    await running;
  });
});
