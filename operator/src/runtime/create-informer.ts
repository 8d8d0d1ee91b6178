/** Informers: reflectors that fill one cache, and the handlers that hear of it. */
import type { ListWatcher } from './client.ts';
import { IndexedStore } from './indexed-store.ts';
import type { Informer, InformerHandler, InformerOptions, ObjectStore } from './informer.ts';
import { InformerHandlers } from './informer-handlers.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import { ObjectCache } from './object-cache.ts';
import { Reflector, type ReflectorSink } from './reflector.ts';
import { noReflectorMetrics } from './reflector-metrics.ts';
import { defaultReflectorTiming, type ReflectorTiming } from './reflector-timing.ts';
import type { ResourceKind } from './resource-kind.ts';

/** Makes an informer; `run` starts it. `timing` is for tests. */
export const createInformer = <T extends KubernetesObject>(
  client: ListWatcher,
  options: InformerOptions<T>,
  timing: ReflectorTiming = defaultReflectorTiming,
): Informer<T> => new SharedInformer(client, options, timing);

class SharedInformer<T extends KubernetesObject> implements Informer<T> {
  readonly kind: ResourceKind<T>;
  readonly store: ObjectStore<T>;
  readonly #cache: ObjectCache<T>;
  readonly #handlers: InformerHandlers<T>;
  readonly #reflectors: readonly Reflector<T>[];
  readonly #synced = Promise.withResolvers<void>();
  /** Scopes that have not been listed yet. */
  readonly #unlisted: Set<string>;

  constructor(client: ListWatcher, options: InformerOptions<T>, timing: ReflectorTiming) {
    const { kind, indexes, transform, logger, metrics = noReflectorMetrics, labelSelector, fieldSelector } = options;
    const store = new IndexedStore(indexes);
    this.kind = kind;
    this.store = store;
    this.#cache = new ObjectCache(store, transform);
    this.#handlers = new InformerHandlers(logger);
    const scopes = options.namespaces?.length ? options.namespaces : [''];
    this.#unlisted = new Set(scopes);
    this.#reflectors = scopes.map((scope) => {
      const selection = { namespace: scope || undefined, labelSelector, fieldSelector };
      return new Reflector({ client, kind, selection, sink: this.#sinkFor(scope), logger, metrics, timing });
    });
    // Whoever asks gets the rejection; nobody asking is no error.
    this.#synced.promise.catch(() => {});
  }

  async run(signal: AbortSignal): Promise<void> {
    await Promise.all(this.#reflectors.map((reflector) => reflector.run(signal)));
    this.#synced.reject(signal.reason);
  }

  hasSynced(): boolean {
    return this.#unlisted.size === 0;
  }

  async synced(signal?: AbortSignal): Promise<void> {
    if (!signal) return this.#synced.promise;
    signal.throwIfAborted();
    const aborted = Promise.withResolvers<never>();
    const abort = (): void => aborted.reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    try {
      await Promise.race([this.#synced.promise, aborted.promise]);
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  addHandler(handler: InformerHandler<T>): () => void {
    return this.#handlers.add(handler, this.store.list());
  }

  lastActivityMs(): number | undefined {
    const times = this.#reflectors.map((reflector) => reflector.lastActivityMs);
    return times.includes(undefined) ? undefined : Math.min(...times.map((time) => time ?? 0));
  }

  #sinkFor(scope: string): ReflectorSink<T> {
    const inScope = (object: T): boolean => scope === '' || object.metadata.namespace === scope;
    return {
      replace: (items) => {
        const changes = this.#cache.replace(items, inScope);
        this.#markListed(scope);
        this.#handlers.dispatch(changes);
      },
      apply: (event) => this.#handlers.dispatch(this.#cache.apply(event)),
    };
  }

  #markListed(scope: string): void {
    this.#unlisted.delete(scope);
    if (this.#unlisted.size === 0) this.#synced.resolve();
  }
}
