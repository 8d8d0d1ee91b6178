/**
 * Decides whether a server-side apply would change anything: pure, so that the steady state costs no request.
 *
 * An object is as desired when every desired field has its value, and this manager owns no field that is not desired
 * (such a one would have to be removed). What other managers own may differ; defaults that the server filled in do not
 * count; quantities are compared by amount; an empty value that the server left out is the same as none.
 *
 * One limit: in a list or map that is owned as a whole ("atomic", such as `tolerations` or `fieldRef`) a server-side
 * default cannot be told from a field to remove. It counts as a difference: the apply is sent and the server finds that
 * nothing changes. State such defaults (`fieldRef.apiVersion: v1`) to save the request.
 */
import { isOwnedWhole, type OwnedFields, type OwnedItem } from './owned-fields.ts';
import { isSameQuantity } from './quantity.ts';

/** Where an object first differs from what is desired, and how. */
export interface Difference {
  /** As in `spec.ports[{"port":80}].nodePort`. */
  readonly path: string;
  readonly kind: 'value' | 'missing' | 'removed';
}

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where an object is identified, and the fields that do so or are the server's: never in `fieldsV1`, never compared. */
const identity: Readonly<Record<string, readonly string[]>> = {
  '': ['apiVersion', 'kind'],
  metadata: ['name', 'namespace', 'uid', 'resourceVersion', 'generation', 'creationTimestamp', 'managedFields'],
};

const noFields: OwnedFields = { fields: new Map(), items: [], values: [] };

/** A desired object, or a part of one, beside what there is of it. */
interface Place {
  readonly desired: unknown;
  readonly live: unknown;
  /** Undefined where this manager owns nothing. */
  readonly owned: OwnedFields | undefined;
  readonly path: string;
}

/** The first difference that an apply of `desired` would remove; undefined when there is none. */
export const findDifference = (desired: object, live: object, owned: OwnedFields): Difference | undefined =>
  compare({ desired, live, owned, path: '' });

const compare = (place: Place): Difference | undefined => {
  const { desired, live, owned = noFields, path } = place;
  if (live === undefined) return isEmpty(desired) ? undefined : { path, kind: 'missing' };
  if (isOwnedWhole(owned) && identity[path] === undefined) return compareWhole(place);
  if (isObject(desired) && isObject(live)) return compareFields({ ...place, desired, live, owned });
  if (Array.isArray(desired) && Array.isArray(live)) return compareItems({ ...place, desired, live, owned });
  return { path, kind: 'value' };
};

const compareWhole = ({ desired, live, path }: Place): Difference | undefined =>
  isSame(desired, live, path) ? undefined : { path, kind: 'value' };

interface FieldsPlace {
  readonly desired: JsonObject;
  readonly live: JsonObject;
  readonly owned: OwnedFields;
  readonly path: string;
}

const compareFields = ({ desired, live, owned, path }: FieldsPlace): Difference | undefined => {
  const removed = [...owned.fields.keys()].find((name) => desired[name] === undefined);
  if (removed !== undefined) return { path: join(path, removed), kind: 'removed' };
  const ignored = identity[path] ?? [];
  return firstOf(
    Object.keys(desired).filter((name) => desired[name] !== undefined && !ignored.includes(name)),
    (name) =>
      compare({
        desired: desired[name],
        live: live[name],
        owned: owned.fields.get(name),
        path: join(path, name),
      }),
  );
};

interface ItemsPlace {
  readonly desired: readonly unknown[];
  readonly live: readonly unknown[];
  readonly owned: OwnedFields;
  readonly path: string;
}

const compareItems = (place: ItemsPlace): Difference | undefined =>
  place.owned.items.length > 0 ? compareKeyed(place) : compareSet(place);

/** A set: order does not count, and others' items may be in it. */
const compareSet = ({ desired, live, owned, path }: ItemsPlace): Difference | undefined => {
  const removed = owned.values.find((value) => !desired.includes(value));
  if (removed !== undefined) return { path: `${path}[${JSON.stringify(removed)}]`, kind: 'removed' };
  const missing = desired.find((value) => !live.includes(value));
  return missing === undefined ? undefined : { path: `${path}[${JSON.stringify(missing)}]`, kind: 'missing' };
};

/** A list whose items are told apart by keys: order does not count, and others' items may be in it. */
const compareKeyed = ({ desired, live, owned, path }: ItemsPlace): Difference | undefined => {
  const { pairs, removed } = pairItems(desired, owned.items);
  if (removed !== undefined) return { path: itemPath(path, removed), kind: 'removed' };
  return firstOf(pairs, ([item, ownedItem]) => {
    if (ownedItem === undefined) return { path: `${path}[]`, kind: 'missing' };
    const liveItem = live.find((candidate) => hasKeys(candidate, ownedItem.keys));
    return compare({ desired: item, live: liveItem, owned: ownedItem.owned, path: itemPath(path, ownedItem) });
  });
};

interface PairedItems {
  /** Each desired item with the owned one that it is, if there is one. */
  readonly pairs: readonly (readonly [unknown, OwnedItem | undefined])[];
  /** The first owned item that no desired item is. */
  readonly removed: OwnedItem | undefined;
}

/** Items that state all their keys choose first: of ports 80 and 80/UDP the first is not the second. */
const pairItems = (desired: readonly unknown[], items: readonly OwnedItem[]): PairedItems => {
  const left = new Set(items);
  const takeBy = (fits: typeof hasKeys) => (item: unknown) => {
    const found = [...left].find(({ keys }) => fits(item, keys));
    if (found !== undefined) left.delete(found);
    return found;
  };
  const exact = desired.map(takeBy(hasKeys));
  const pairs = desired.map((item, index) => [item, exact[index] ?? takeBy(fitsKeys)(item)] as const);
  return { pairs, removed: [...left][0] };
};

const itemPath = (path: string, { keys }: OwnedItem): string => `${path}[${JSON.stringify(keys)}]`;

const hasKeys = (item: unknown, keys: JsonObject): boolean =>
  isObject(item) && Object.entries(keys).every(([name, value]) => item[name] === value);

/** A desired item may leave a key out that the server fills in, as a port's protocol. */
const fitsKeys = (item: unknown, keys: JsonObject): boolean =>
  isObject(item) && Object.entries(keys).every(([name, value]) => item[name] === undefined || item[name] === value);

const firstOf = <T>(items: readonly T[], find: (item: T) => Difference | undefined): Difference | undefined => {
  for (const item of items) {
    const difference = find(item);
    if (difference !== undefined) return difference;
  }
  return undefined;
};

/** Values that the server leaves out where they mean nothing. */
const isEmpty = (value: unknown): boolean =>
  value === '' ||
  value === 0 ||
  value === false ||
  value === null ||
  value === undefined ||
  (typeof value === 'object' && Object.values(value).every((inner) => inner === undefined));

const isSame = (desired: unknown, live: unknown, path: string): boolean => {
  if (desired === live) return true;
  if (live === undefined) return isEmpty(desired);
  if (Array.isArray(desired)) return Array.isArray(live) && isSameList(desired, live, path);
  if (isObject(desired)) return isObject(live) && isSameMap(desired, live, path);
  return isAmount(desired) && isAmount(live) && isQuantityPath(path) && isSameQuantity(desired, live);
};

const isSameList = (desired: readonly unknown[], live: readonly unknown[], path: string): boolean =>
  desired.length === live.length && desired.every((item, index) => isSame(item, live[index], path));

const isSameMap = (desired: JsonObject, live: JsonObject, path: string): boolean =>
  [...new Set([...Object.keys(desired), ...Object.keys(live)])].every((name) =>
    isSame(desired[name], live[name], join(path, name)),
  );

const isAmount = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

/** The fields of a spec that hold quantities, or maps of them, in Kubernetes' own kinds. */
const quantityFields = new Set([
  'requests',
  'limits',
  'overhead',
  'capacity',
  'hard',
  'sizeLimit',
  'divisor',
  'storage',
]);

const isQuantityPath = (path: string): boolean =>
  path.startsWith('spec.') && path.split('.').some((segment) => quantityFields.has(segment));

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);
