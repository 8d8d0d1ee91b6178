/** Reads the API server's answers: objects, lists and events become the kind's type here, once. */
import { z } from 'zod';
import { parseApiError } from './api-error.ts';
import type { ObjectList, WatchEvent } from './client.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import { apiVersionOf, type ResourceKind } from './resource-kind.ts';

/**
 * Reads one object. Items of a list of built-in kinds come without `apiVersion` and `kind`, partial ones with those of
 * their representation: both become the kind's own.
 */
export const decodeObject = <T extends KubernetesObject>(kind: ResourceKind<T>, value: unknown): T => {
  if (typeof value !== 'object' || value === null) return kind.parse(value);
  return kind.parse({ ...value, apiVersion: apiVersionOf(kind), kind: kind.kind });
};

const listSchema = z.object({
  metadata: z.object({ resourceVersion: z.string().default(''), continue: z.string().optional() }),
  items: z
    .array(z.unknown())
    .nullish()
    .transform((items) => items ?? []),
});

/** Reads a page. @throws z.ZodError when it is no list */
export const decodeList = <T extends KubernetesObject>(kind: ResourceKind<T>, value: unknown): ObjectList<T> => {
  const { metadata, items } = listSchema.parse(value);
  return {
    items: items.map((item) => decodeObject(kind, item)),
    resourceVersion: metadata.resourceVersion,
    continueToken: metadata.continue || undefined,
  };
};

const bookmarkSchema = z.object({ metadata: z.object({ resourceVersion: z.string().min(1) }) });

const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['ADDED', 'MODIFIED', 'DELETED']), object: z.unknown() }),
  z.object({ type: z.literal('BOOKMARK'), object: bookmarkSchema }),
  z.object({ type: z.literal('ERROR'), object: z.unknown() }),
]);

/** Reads a line of a watch. @throws ApiError for an ERROR event, a SyntaxError or z.ZodError when it is no event */
export const decodeWatchEvent = <T extends KubernetesObject>(
  kind: ResourceKind<T>,
  line: string,
  attempt: string,
): WatchEvent<T> => {
  const event = eventSchema.parse(JSON.parse(line));
  if (event.type === 'ERROR') throw parseApiError({ attempt, status: 500, body: event.object });
  if (event.type === 'BOOKMARK') {
    return { type: event.type, resourceVersion: event.object.metadata.resourceVersion };
  }
  return { type: event.type, object: decodeObject(kind, event.object) };
};
