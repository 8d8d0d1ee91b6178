/**
 * Server-side apply that costs nothing when nothing changes: whether to send is decided from the live object and its
 * managed fields (`owned-fields-difference.ts`).
 *
 * Desired objects leave out what they do not want: no empty maps, no `status`, and `data` instead of a Secret's
 * `stringData` (the server never returns it, so that every pass would send it again).
 */
import { isDeepStrictEqual } from 'node:util';
import { isNotFound } from './api-error.ts';
import { assertApplicable } from './apply-ownership.ts';
import type { Applied, KubernetesClient } from './client.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import { ownedFieldsOf } from './owned-fields.ts';
import { type Difference, findDifference } from './owned-fields-difference.ts';
import type { ResourceKind } from './resource-kind.ts';

/** What to apply, over what, as whom. */
export interface ApplyRequest<T extends KubernetesObject> {
  readonly desired: Applied<T>;
  /** From an informer's store; with its managed fields, else each pass sends a request. Absent: it is looked for. */
  readonly live?: T | undefined;
  readonly fieldManager: string;
  readonly signal?: AbortSignal | undefined;
}

/** What came of it, and the object as the server has it. */
export interface ApplyResult<T extends KubernetesObject> {
  readonly outcome: 'created' | 'updated' | 'unchanged';
  readonly object: T;
  /** Why it was sent, for logs; absent when it was created or not sent. */
  readonly difference?: Difference;
}

/**
 * Makes the object be as `desired`; takes fields that others own, and removes those that it set before and `desired`
 * lacks. `unchanged`: the server stored nothing, and was not even asked unless something ambiguous was there.
 *
 * @throws StalledError, WaitingError as `assertApplicable`
 * @throws ApiError of the server, `isConflict` when `live` was deleted in the meantime
 */
export const applyObject = async <T extends KubernetesObject>(
  client: KubernetesClient,
  kind: ResourceKind<T>,
  request: ApplyRequest<T>,
): Promise<ApplyResult<T>> => {
  const { desired, fieldManager, signal } = request;
  const live = request.live ?? (await findLive(client, kind, request));
  if (live === undefined) {
    return { outcome: 'created', object: await client.apply(kind, desired, { fieldManager, signal }) };
  }
  assertApplicable(desired, live);
  const difference = whyApply(desired, live, fieldManager);
  if (difference === undefined) return { outcome: 'unchanged', object: live };
  const object = await client.apply(kind, withUid(desired, live), { fieldManager, signal });
  return { outcome: isSameContent(object, live) ? 'unchanged' : 'updated', object, difference };
};

/** Why an apply of `desired` over `live` must be sent; undefined when it would change nothing. */
export const whyApply = (
  desired: KubernetesObject,
  live: KubernetesObject,
  fieldManager: string,
): Difference | undefined => {
  const owned = ownedFieldsOf(live, fieldManager);
  if (owned === undefined || live.apiVersion !== desired.apiVersion) return { path: '', kind: 'missing' };
  return findDifference(desired, live, owned);
};

/** A store may be behind: only the server knows whether the name is free. */
const findLive = async <T extends KubernetesObject>(
  client: KubernetesClient,
  kind: ResourceKind<T>,
  { desired, signal }: ApplyRequest<T>,
): Promise<T | undefined> => {
  try {
    return await client.get(kind, desired.metadata, { signal });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
};

/** Not by resourceVersion: meanwhile somebody may have written the status. */
const isSameContent = (a: KubernetesObject, b: KubernetesObject): boolean =>
  isDeepStrictEqual(contentOf(a), contentOf(b));

const contentOf = (object: KubernetesObject): object => {
  const { resourceVersion: _version, managedFields: _fields, ...metadata } = object.metadata;
  return { ...object, metadata, status: undefined };
};

/** With its uid, an object that was just deleted is not made anew by a pass that thought it was there. */
const withUid = <T extends KubernetesObject>(desired: Applied<T>, live: T): Applied<T> => ({
  ...desired,
  metadata: { ...desired.metadata, ...(live.metadata.uid === undefined ? {} : { uid: live.metadata.uid }) },
});
