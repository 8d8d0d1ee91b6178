/**
 * The fields that a field manager owns (`metadata.managedFields[].fieldsV1`), as a tree. A name in the tree begins with
 * `f:` (a field), `k:` (an item of a list, by its keys), `v:` (an item of a set, by its value) or is `.` (the item itself);
 * what has nothing below it is a value, or a list or map that is owned as a whole ("atomic").
 *
 * Source: sigs.k8s.io/structured-merge-diff, `fieldpath/serialize*.go`.
 */
import { z } from 'zod';
import type { KubernetesObject } from './kubernetes-object.ts';

/** What is owned at a place and below it. */
export interface OwnedFields {
  readonly fields: ReadonlyMap<string, OwnedFields>;
  /** Items of a list that is keyed, such as containers by name. */
  readonly items: readonly OwnedItem[];
  /** Items of a list that is a set, such as finalizers. */
  readonly values: readonly unknown[];
}

/** An owned item of a keyed list. */
export interface OwnedItem {
  /** As in `{ containerPort: 80, protocol: 'TCP' }`. */
  readonly keys: Readonly<Record<string, unknown>>;
  readonly owned: OwnedFields;
}

interface FieldsV1 {
  readonly [name: string]: FieldsV1;
}

const fieldsV1Schema: z.ZodType<FieldsV1> = z.lazy(() => z.record(z.string(), fieldsV1Schema));
const keysSchema = z.record(z.string(), z.unknown());

/** True when nothing is listed below: a value, an atomic list or map, or an empty one. */
export const isOwnedWhole = ({ fields, items, values }: OwnedFields): boolean =>
  fields.size === 0 && items.length === 0 && values.length === 0;

/** Reads `fieldsV1`. @throws z.ZodError or SyntaxError when it is not as the API server writes it */
export const parseOwnedFields = (fieldsV1: unknown): OwnedFields => buildTree(fieldsV1Schema.parse(fieldsV1));

const buildTree = (source: FieldsV1): OwnedFields => {
  const fields = new Map<string, OwnedFields>();
  const items: OwnedItem[] = [];
  const values: unknown[] = [];
  for (const [name, below] of Object.entries(source)) {
    const rest = name.slice(2);
    if (name.startsWith('f:')) fields.set(rest, buildTree(below));
    if (name.startsWith('k:')) items.push({ keys: keysSchema.parse(JSON.parse(rest)), owned: buildTree(below) });
    if (name.startsWith('v:')) values.push(JSON.parse(rest));
  }
  return { fields, items, values };
};

/**
 * What `fieldManager` owns of `object` by server-side apply, at the object's own version and not counting subresources;
 * undefined when it never applied it, or applied it at another version.
 */
export const ownedFieldsOf = (object: KubernetesObject, fieldManager: string): OwnedFields | undefined => {
  const entry = object.metadata.managedFields?.find(
    ({ manager, operation, subresource = '', apiVersion }) =>
      manager === fieldManager && operation === 'Apply' && subresource === '' && apiVersion === object.apiVersion,
  );
  return entry?.fieldsV1 === undefined ? undefined : parseOwnedFields(entry.fieldsV1);
};

/**
 * An informer's transform: keeps only what {@link ownedFieldsOf} reads, since other managers' entries are often half of
 * an object.
 */
export const keepOwnManagedFields =
  (fieldManager: string) =>
  <T extends KubernetesObject>(object: T): T => {
    const managedFields = object.metadata.managedFields?.filter(({ manager }) => manager === fieldManager);
    return managedFields === undefined ? object : { ...object, metadata: { ...object.metadata, managedFields } };
  };
