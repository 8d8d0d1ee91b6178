/**
 * The status, written at most once a pass and only when it says something new. By server-side apply under a field manager
 * of its own (`<manager>-status`), so that what the new status lacks is removed, and with the object's uid, so that
 * a namesake never gets it. No resourceVersion: one leader writes it, from facts, and the next pass corrects what was stale.
 */
import { isDeepStrictEqual } from 'node:util';
import { isGone } from './apply-gone.ts';
import type { Applied, KubernetesClient } from './client.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import type { ResourceKind } from './resource-kind.ts';

/** An object with a status subresource. */
export type WithStatus = KubernetesObject & { readonly status?: unknown };

/** Whose status, and what it should say. */
export interface StatusRequest<T extends WithStatus> {
  /** As the pass read it. */
  readonly object: T;
  readonly status: NonNullable<T['status']>;
  /** Of the controller; the status gets a manager of its own. */
  readonly fieldManager: string;
  readonly signal?: AbortSignal | undefined;
}

/** `gone`: the object was deleted meanwhile, which is no error at the end of a pass. */
export type StatusOutcome = 'updated' | 'unchanged' | 'gone';

/** Writes the status if it changed. @throws ApiError of the server */
export const patchStatus = async <T extends WithStatus>(
  client: KubernetesClient,
  kind: ResourceKind<T>,
  { object, status, fieldManager, signal }: StatusRequest<T>,
): Promise<StatusOutcome> => {
  if (isSameStatus(object.status, status)) return 'unchanged';
  try {
    await client.applyStatus(kind, statusOf(object, status), { fieldManager: `${fieldManager}-status`, signal });
    return 'updated';
  } catch (error) {
    if (isGone(error)) return 'gone';
    throw error;
  }
};

const statusOf = <T extends WithStatus>({ apiVersion, kind, metadata }: T, status: unknown): Applied<T> => {
  const { name, namespace, uid } = metadata;
  const identity = { name, ...(namespace === undefined ? {} : { namespace }), ...(uid === undefined ? {} : { uid }) };
  const applied: WithStatus = { apiVersion, kind, metadata: identity, status };
  // The compiler cannot know that identity and status are a part of every T that has a status.
  return applied as Applied<T>;
};

/** True when both say the same: a field that is undefined is absent, and the order of conditions means nothing. */
export const isSameStatus = (a: unknown, b: unknown): boolean => isDeepStrictEqual(normalise(a), normalise(b));

const normalise = (status: unknown): unknown => {
  const json: unknown = JSON.parse(JSON.stringify(status ?? {}));
  if (!isRecord(json) || !Array.isArray(json.conditions)) return json;
  return { ...json, conditions: json.conditions.toSorted((a, b) => (typeOf(a) < typeOf(b) ? -1 : 1)) };
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const typeOf = (condition: unknown): string => (isRecord(condition) ? String(condition.type) : '');
