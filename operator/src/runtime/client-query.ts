/** The paths, queries and headers of requests, from what the caller asked for. Pure. */
import type { ApplyOptions, CreateOptions, ListOptions, PatchOptions, Selection, WatchOptions } from './client.ts';
import { type ResourceKind, resourcePath } from './resource-kind.ts';

type Parameters = Readonly<Record<string, string | number | boolean | undefined>>;

const withQuery = (path: string, parameters: Parameters): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  return query.size === 0 ? path : `${path}?${query}`;
};

const selectionOf = ({ labelSelector, fieldSelector }: Selection): Parameters => ({ labelSelector, fieldSelector });

/** The path of one page of a list. */
export const listPath = (kind: ResourceKind, options: ListOptions): string =>
  withQuery(resourcePath(kind, { namespace: options.namespace }), {
    ...selectionOf(options),
    limit: options.limit,
    continue: options.continueToken,
    // A continue token holds its own version; sending both is an error.
    resourceVersion: options.continueToken ? undefined : options.resourceVersion,
  });

/** The path of a watch, with bookmarks. */
export const watchPath = (kind: ResourceKind, options: WatchOptions): string =>
  withQuery(resourcePath(kind, { namespace: options.namespace }), {
    ...selectionOf(options),
    watch: true,
    allowWatchBookmarks: true,
    resourceVersion: options.resourceVersion,
    timeoutSeconds: options.timeoutSeconds,
  });

/** Adds what a write may say: field manager, dry run, and for an apply whether it takes others' fields. */
export const writePath = (path: string, options: CreateOptions | PatchOptions | ApplyOptions): string =>
  withQuery(path, {
    fieldManager: options.fieldManager,
    force: 'force' in options ? options.force : undefined,
    dryRun: 'dryRun' in options && options.dryRun ? 'All' : undefined,
  });

/** What `kind` is asked for as; a metadata-only kind names no fallback, so that contents can never come instead. */
export const acceptHeader = (kind: ResourceKind, form: 'object' | 'list'): string => {
  if (kind.representation !== 'metadata') return 'application/json';
  const name = form === 'list' ? 'PartialObjectMetadataList' : 'PartialObjectMetadata';
  return `application/json;as=${name};g=meta.k8s.io;v=v1`;
};
