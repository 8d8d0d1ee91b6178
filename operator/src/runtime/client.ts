/**
 * The REST API, typed by kind. One request a call; nothing is cached here (that is the informer's work).
 *
 * Errors: `ApiError` where the server refused, `NetworkError` where no answer came in time, the signal's reason where the
 * caller gave up. 429 and 503 with `Retry-After` are retried inside, within the request's deadline (`transport.ts`).
 */
import type { KubernetesObject, ObjectReference } from './kubernetes-object.ts';
import type { ResourceKind } from './resource-kind.ts';

/** What every call takes. */
export interface RequestOptions {
  /** Ends the request; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Deadline of the whole call, retries included. Default 30,000. */
  readonly timeoutMs?: number | undefined;
}

/** Which objects a list or a watch is about. */
export interface Selection {
  /** Absent: all namespaces. */
  readonly namespace?: string | undefined;
  /** As in `app=a,tier!=b`. */
  readonly labelSelector?: string | undefined;
  /** As in `metadata.name=a`. */
  readonly fieldSelector?: string | undefined;
}

/** One page of a list. */
export interface ListOptions extends Selection, RequestOptions {
  /** Objects a page; absent: all at once. */
  readonly limit?: number | undefined;
  /** The previous page's `continueToken`. */
  readonly continueToken?: string | undefined;
  /** Absent: the most recent state. `0`: whatever the server has in its cache. */
  readonly resourceVersion?: string | undefined;
}

/** A page of objects of one moment. */
export interface ObjectList<T> {
  readonly items: readonly T[];
  /** Where a watch goes on from. */
  readonly resourceVersion: string;
  /** Absent on the last page. Asking with one that is too old fails with 410. */
  readonly continueToken?: string | undefined;
}

/** A watch goes on from `resourceVersion`, the list's or the last event's. */
export interface WatchOptions extends Selection {
  readonly resourceVersion: string;
  /** The server ends the watch after so long. */
  readonly timeoutSeconds: number;
  /** Ends the watch. */
  readonly signal: AbortSignal;
  /** How long the answer's headers may take. Default 30,000. */
  readonly timeoutMs?: number | undefined;
}

/** What happened to an object. A bookmark only says how far the watch is. */
export type WatchEvent<T> =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: T }
  | { readonly type: 'BOOKMARK'; readonly resourceVersion: string };

/** Server-side apply (https://kubernetes.io/docs/reference/using-api/server-side-apply/). */
export interface ApplyOptions extends RequestOptions {
  readonly fieldManager: string;
  /** Take fields that others own. Default true, as controllers should; false makes that an `isConflict` error. */
  readonly force?: boolean | undefined;
  /** The server validates and answers, and stores nothing. */
  readonly dryRun?: boolean | undefined;
}

/**
 * What an apply sends: identity and the fields that this manager wants. Fields it sent before and leaves out now are
 * removed. With `metadata.uid` it writes to that very object alone: `isConflict` when it was deleted, `isInvalid` when
 * another has its name. With `metadata.resourceVersion` it is `isConflict` when anything changed since.
 */
export type Applied<T extends KubernetesObject> = Partial<T> & KubernetesObject;

export interface CreateOptions extends RequestOptions {
  readonly fieldManager?: string | undefined;
  readonly dryRun?: boolean | undefined;
}

export interface PatchOptions extends RequestOptions {
  readonly fieldManager?: string | undefined;
  /** As in `status`. */
  readonly subresource?: string | undefined;
}

export interface DeleteOptions extends RequestOptions {
  /** Delete only this very object: else a conflict. */
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string } | undefined;
  /** Default Background: dependents go after it. */
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan' | undefined;
  readonly gracePeriodSeconds?: number | undefined;
}

/** A request that the typed calls do not cover, such as an eviction or a pod's log. */
export interface RawRequest extends RequestOptions {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** For errors and metrics: what it does, as in `evict Pod live/a`. Default method and path. */
  readonly attempt?: string | undefined;
}

/** The answer to a raw request: JSON parsed where the server says that it is, else text. */
export interface RawResponse {
  readonly status: number;
  readonly body: unknown;
}

/** The client that controllers, informers and tests share. Make one with `createClient` (`create-client.ts`). */
export interface KubernetesClient {
  /** @throws ApiError, `isNotFound` when it is not there */
  get<T extends KubernetesObject>(
    kind: ResourceKind<T>,
    reference: ObjectReference,
    options?: RequestOptions,
  ): Promise<T>;

  /** One page; `listAll` of `client-list.ts` follows the pages. */
  list<T extends KubernetesObject>(kind: ResourceKind<T>, options?: ListOptions): Promise<ObjectList<T>>;

  /** @throws ApiError, `isAlreadyExists` when the name is taken */
  create<T extends KubernetesObject>(kind: ResourceKind<T>, object: T, options?: CreateOptions): Promise<T>;

  /** PUT of the whole object. @throws ApiError, `isConflict` unless `metadata.resourceVersion` is still the current one */
  replace<T extends KubernetesObject>(kind: ResourceKind<T>, object: T, options?: CreateOptions): Promise<T>;

  /** Creates the object or changes it to what is sent. The server writes nothing when nothing changes. */
  apply<T extends KubernetesObject>(kind: ResourceKind<T>, object: Applied<T>, options: ApplyOptions): Promise<T>;

  /**
   * Writes the status by server-side apply on `/status`. Apply rather than a merge patch: a field that the new status
   * lacks disappears by itself, an equal status is no write, and there is no resourceVersion to lose a race with (send
   * `metadata.uid`, so that a namesake is never written). Use one field manager for status alone.
   */
  applyStatus<T extends KubernetesObject>(kind: ResourceKind<T>, object: Applied<T>, options: ApplyOptions): Promise<T>;

  /** RFC 7386: `null` removes a field; for single fields, such as a finalizer list with its resourceVersion. */
  mergePatch<T extends KubernetesObject>(
    kind: ResourceKind<T>,
    reference: ObjectReference,
    patch: MergePatch,
  ): Promise<T>;

  /** @throws ApiError, `isNotFound` when it is gone already, `isConflict` when a precondition fails */
  delete(kind: ResourceKind, reference: ObjectReference, options?: DeleteOptions): Promise<void>;

  /**
   * One watch request's events, in the server's order. Ends when the server ends it.
   *
   * @throws ApiError, also for an ERROR event in the stream (`isExpired`: list again); NetworkError
   */
  watch<T extends KubernetesObject>(kind: ResourceKind<T>, options: WatchOptions): AsyncIterable<WatchEvent<T>>;

  /** @throws ApiError for any answer from 400 on */
  request(request: RawRequest): Promise<RawResponse>;

  /** Ends every connection; requests under way fail. */
  close(): Promise<void>;
}

/** The part that informers need; tests can fake it with little. */
export type ListWatcher = Pick<KubernetesClient, 'list' | 'watch'>;

/** A JSON merge patch and how to send it. */
export interface MergePatch extends PatchOptions {
  readonly patch: unknown;
}
