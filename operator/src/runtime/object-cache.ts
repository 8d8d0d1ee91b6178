/**
 * Turns what reflectors see into a store's contents and its changes.
 *
 * A list is the truth for its scope: what it lacks was deleted. An event counts only when it is newer than what is known of
 * its object, so that repeated and reordered events do no harm; of deleted objects the version is remembered for that.
 * An object that was deleted and made again under its name while nobody looked (another uid) is a deletion and an addition.
 */
import type { WatchEvent } from './client.ts';
import { deepFreeze } from './deep-freeze.ts';
import type { IndexedStore } from './indexed-store.ts';
import { type KubernetesObject, type ObjectKey, objectKey } from './kubernetes-object.ts';
import { compareResourceVersions, isNewerResourceVersion, laterResourceVersion } from './resource-version.ts';

/** A watch event that is about an object. */
export type ObjectEvent<T> = Exclude<WatchEvent<T>, { readonly type: 'BOOKMARK' }>;

/** What changed in the store. */
export type ObjectChange<T> =
  | { readonly type: 'added'; readonly object: T }
  | { readonly type: 'updated'; readonly object: T; readonly previous: T }
  | { readonly type: 'deleted'; readonly object: T };

/** Deletions to remember; events further out of order than this do not happen. */
const maximumTombstones = 1024;

export class ObjectCache<T extends KubernetesObject> {
  readonly #store: IndexedStore<T>;
  readonly #transform: (object: T) => T;
  /** The version at which an object was deleted, oldest first. */
  readonly #tombstones = new Map<ObjectKey, string>();

  constructor(store: IndexedStore<T>, transform: (object: T) => T = (object) => object) {
    this.#store = store;
    this.#transform = transform;
  }

  /** Takes over a whole list. `inScope` says which objects it speaks about. */
  replace(items: readonly T[], inScope: (object: T) => boolean): readonly ObjectChange<T>[] {
    this.#tombstones.clear();
    const present = new Set(items.map(objectKey));
    const absent = this.#store.list().filter((object) => inScope(object) && !present.has(objectKey(object)));
    return [...absent.map((object) => this.#remove(object)), ...items.flatMap((item) => this.#put(item))];
  }

  /** Takes over an event; no change when it is old news. */
  apply(event: ObjectEvent<T>): readonly ObjectChange<T>[] {
    return event.type === 'DELETED' ? this.#applyDeletion(event.object) : this.#applyState(event.object);
  }

  #applyState(object: T): readonly ObjectChange<T>[] {
    const known =
      this.#store.get(objectKey(object))?.metadata.resourceVersion ?? this.#tombstones.get(objectKey(object));
    if (known !== undefined && !isNewerResourceVersion(versionOf(object), known)) return [];
    return this.#put(object);
  }

  #applyDeletion(object: T): readonly ObjectChange<T>[] {
    const key = objectKey(object);
    const stored = this.#store.get(key);
    if (stored && (compareResourceVersions(versionOf(object), versionOf(stored)) ?? 1) < 0) return [];
    this.#bury(key, versionOf(object));
    return stored ? [this.#remove(stored, object)] : [];
  }

  #put(incoming: T): readonly ObjectChange<T>[] {
    const previous = this.#store.get(objectKey(incoming));
    if (previous && versionOf(previous) === versionOf(incoming)) return [];
    const object = deepFreeze(this.#transform(incoming));
    if (previous && previous.metadata.uid !== object.metadata.uid) {
      const removed = this.#remove(previous);
      this.#store.set(object);
      return [removed, { type: 'added', object }];
    }
    this.#store.set(object);
    return [previous ? { type: 'updated', object, previous } : { type: 'added', object }];
  }

  #remove(stored: T, last: T = stored): ObjectChange<T> {
    this.#store.delete(objectKey(stored));
    return { type: 'deleted', object: last === stored ? stored : deepFreeze(this.#transform(last)) };
  }

  #bury(key: ObjectKey, version: string): void {
    const latest = laterResourceVersion(this.#tombstones.get(key) ?? version, version);
    this.#tombstones.delete(key);
    this.#tombstones.set(key, latest);
    const [oldest] = this.#tombstones.keys();
    if (this.#tombstones.size > maximumTombstones && oldest !== undefined) this.#tombstones.delete(oldest);
  }
}

const versionOf = ({ metadata }: KubernetesObject): string => metadata.resourceVersion ?? '';
