/** Objects by key and by index. Plain bookkeeping: what may come in, and when, is decided by `object-cache.ts`. */
import type { IndexFunction, ObjectStore } from './informer.ts';
import {
  type KubernetesObject,
  type ObjectKey,
  type ObjectReference,
  objectKey,
  referenceKey,
} from './kubernetes-object.ts';

/** Named index functions. */
export type Indexes<T> = Readonly<Record<string, IndexFunction<T>>>;

export class IndexedStore<T extends KubernetesObject> implements ObjectStore<T> {
  readonly #objects = new Map<ObjectKey, T>();
  readonly #indexes: ReadonlyMap<string, Index<T>>;

  constructor(indexes: Indexes<T> = {}) {
    this.#indexes = new Map(Object.entries(indexes).map(([name, valuesOf]) => [name, new Index(valuesOf)]));
  }

  get size(): number {
    return this.#objects.size;
  }

  get(reference: ObjectReference | ObjectKey): T | undefined {
    return this.#objects.get(typeof reference === 'string' ? reference : referenceKey(reference));
  }

  list(): readonly T[] {
    return [...this.#objects.values()];
  }

  keys(): readonly ObjectKey[] {
    return [...this.#objects.keys()];
  }

  byIndex(index: string, value: string): readonly T[] {
    const found = this.#indexes.get(index);
    if (!found) throw new TypeError(`There is no index ${index}: declare it where the informer is made`);
    return found.keysOf(value).flatMap((key) => this.#objects.get(key) ?? []);
  }

  /** Adds or replaces. */
  set(object: T): void {
    const key = objectKey(object);
    const previous = this.#objects.get(key);
    this.#objects.set(key, object);
    for (const index of this.#indexes.values()) index.change(key, previous, object);
  }

  delete(key: ObjectKey): void {
    const previous = this.#objects.get(key);
    this.#objects.delete(key);
    for (const index of this.#indexes.values()) index.change(key, previous, undefined);
  }
}

/** The keys under each value of one index. */
class Index<T> {
  readonly #valuesOf: IndexFunction<T>;
  readonly #keys = new Map<string, Set<ObjectKey>>();

  constructor(valuesOf: IndexFunction<T>) {
    this.#valuesOf = valuesOf;
  }

  keysOf(value: string): readonly ObjectKey[] {
    return [...(this.#keys.get(value) ?? [])];
  }

  change(key: ObjectKey, previous: T | undefined, next: T | undefined): void {
    for (const value of previous === undefined ? [] : this.#valuesOf(previous)) this.#remove(value, key);
    for (const value of next === undefined ? [] : this.#valuesOf(next)) this.#add(value, key);
  }

  #add(value: string, key: ObjectKey): void {
    const keys = this.#keys.get(value);
    if (keys) keys.add(key);
    else this.#keys.set(value, new Set([key]));
  }

  #remove(value: string, key: ObjectKey): void {
    const keys = this.#keys.get(value);
    keys?.delete(key);
    if (keys?.size === 0) this.#keys.delete(value);
  }
}
