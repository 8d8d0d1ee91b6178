/**
 * A local copy of the objects of one kind, kept current, with indexes and handlers.
 *
 * Objects from a store are frozen, deeply, always: a consumer that changes one throws at once instead of confusing the
 * others (client-go only detects it, in tests). Copy what you want to change. While the API server is away the store keeps
 * what it last knew.
 */
import type { Logger } from 'pino';
import type { Selection } from './client.ts';
import type { KubernetesObject, ObjectKey, ObjectReference } from './kubernetes-object.ts';
import type { ReflectorMetrics } from './reflector-metrics.ts';
import type { ResourceKind } from './resource-kind.ts';

/** Reading side of an informer. Returned objects are frozen. */
export interface ObjectStore<T extends KubernetesObject> {
  get(reference: ObjectReference | ObjectKey): T | undefined;
  /** In no particular order. */
  list(): readonly T[];
  keys(): readonly ObjectKey[];
  /** The objects whose index function returned `value`. @throws TypeError for an index that was not declared */
  byIndex(index: string, value: string): readonly T[];
  readonly size: number;
}

/** Called synchronously, in the order of changes; at most one call a change. One that throws is logged, the others go on. */
export interface InformerHandler<T extends KubernetesObject> {
  /** New here: created, or part of the first list. A handler that is added late gets one call for each object there is. */
  readonly added?: ((object: T) => void) | undefined;
  /** Only for a change of resourceVersion. */
  readonly updated?: ((object: T, previous: T) => void) | undefined;
  /** The last known state; where the deletion itself was missed, the state may be older than the real last one. */
  readonly deleted?: ((object: T) => void) | undefined;
}

/** What an object is found by: its values under a named index. */
export type IndexFunction<T> = (object: T) => readonly string[];

/** How to make an informer. */
export interface InformerOptions<T extends KubernetesObject> extends Omit<Selection, 'namespace'> {
  readonly kind: ResourceKind<T>;
  /** One reflector each; absent or empty: one for all namespaces. */
  readonly namespaces?: readonly string[] | undefined;
  readonly indexes?: Readonly<Record<string, IndexFunction<T>>> | undefined;
  /** Applied before storing, to keep less: as in `withoutManagedFields`. Must not change what it is given. */
  readonly transform?: ((object: T) => T) | undefined;
  readonly logger: Logger;
  readonly metrics?: ReflectorMetrics | undefined;
}

/** Made by `createInformer`; does nothing before `run`. */
export interface Informer<T extends KubernetesObject> {
  readonly kind: ResourceKind<T>;
  readonly store: ObjectStore<T>;
  /** Lists and watches until the signal; then resolves. Never rejects: failures are retried with backoff, for ever. */
  run(signal: AbortSignal): Promise<void>;
  /** True from the end of the first whole list on. */
  hasSynced(): boolean;
  /** Resolves then; rejects with the signal's reason. */
  synced(signal?: AbortSignal): Promise<void>;
  /** Returns how to remove it. */
  addHandler(handler: InformerHandler<T>): () => void;
  /** When the API server was last heard of by all its reflectors, by `performance.now()`; for health. Before: undefined. */
  lastActivityMs(): number | undefined;
}
