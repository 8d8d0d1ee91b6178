/** The client over HTTP: what `KubernetesClient` promises, by `transport.ts`. */
import { parseApiError } from './api-error.ts';
import type {
  Applied,
  ApplyOptions,
  CreateOptions,
  DeleteOptions,
  KubernetesClient,
  ListOptions,
  MergePatch,
  ObjectList,
  RawRequest,
  RawResponse,
  RequestOptions,
  WatchEvent,
  WatchOptions,
} from './client.ts';
import { decodeList, decodeObject, decodeWatchEvent } from './client-decode.ts';
import type { ClientMetrics } from './client-metrics.ts';
import { acceptHeader, listPath, watchPath, writePath } from './client-query.ts';
import type { ClusterAccess } from './cluster-access.ts';
import { type KubernetesObject, type ObjectReference, referenceKey } from './kubernetes-object.ts';
import { objectPath, type ResourceKind, resourcePath } from './resource-kind.ts';
import { Transport, type TransportResponse } from './transport.ts';
import { startDeadline } from './transport-deadline.ts';
import { LineSplitter } from './watch-lines.ts';

/** How to make a client. */
export interface ClientOptions {
  /** Of `loadClusterAccess` (`kubeconfig.ts`). */
  readonly access: ClusterAccess;
  /** Program and version, as in `kubecast-operator/0.1.0`. */
  readonly userAgent: string;
  readonly metrics?: ClientMetrics | undefined;
}

/** Makes a client. It connects at its first request; `close` ends its connections. */
export const createClient = (options: ClientOptions): KubernetesClient => new HttpClient(new Transport(options));

const defaultTimeoutMs = 30_000;
const applyType = 'application/apply-patch+yaml';
const mergeType = 'application/merge-patch+json';

class HttpClient implements KubernetesClient {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async get<T extends KubernetesObject>(
    kind: ResourceKind<T>,
    reference: ObjectReference,
    options: RequestOptions = {},
  ): Promise<T> {
    const attempt = attemptOf('get', kind, reference);
    const path = objectPath(kind, reference);
    return this.#object(kind, { ...options, method: 'GET', path, attempt });
  }

  async list<T extends KubernetesObject>(kind: ResourceKind<T>, options: ListOptions = {}): Promise<ObjectList<T>> {
    const { body } = await this.request({
      ...timing(options),
      method: 'GET',
      path: listPath(kind, options),
      headers: { accept: acceptHeader(kind, 'list') },
      attempt: `list ${kind.plural}${options.namespace ? ` in ${options.namespace}` : ''}`,
    });
    return decodeList(kind, body);
  }

  async create<T extends KubernetesObject>(kind: ResourceKind<T>, object: T, options: CreateOptions = {}): Promise<T> {
    const { namespace } = object.metadata;
    const path = writePath(resourcePath(kind, { namespace }), options);
    const attempt = attemptOf('create', kind, object.metadata);
    return this.#object(kind, { ...timing(options), method: 'POST', path, body: object, attempt });
  }

  async replace<T extends KubernetesObject>(kind: ResourceKind<T>, object: T, options: CreateOptions = {}): Promise<T> {
    const path = writePath(objectPath(kind, object.metadata), options);
    const attempt = attemptOf('replace', kind, object.metadata);
    return this.#object(kind, { ...timing(options), method: 'PUT', path, body: object, attempt });
  }

  async apply<T extends KubernetesObject>(
    kind: ResourceKind<T>,
    object: Applied<T>,
    options: ApplyOptions,
  ): Promise<T> {
    return this.#apply(kind, object, options, undefined);
  }

  async applyStatus<T extends KubernetesObject>(
    kind: ResourceKind<T>,
    object: Applied<T>,
    options: ApplyOptions,
  ): Promise<T> {
    return this.#apply(kind, object, options, 'status');
  }

  async mergePatch<T extends KubernetesObject>(
    kind: ResourceKind<T>,
    reference: ObjectReference,
    { patch, ...options }: MergePatch,
  ): Promise<T> {
    return this.#object(kind, {
      ...timing(options),
      method: 'PATCH',
      path: writePath(objectPath(kind, reference, options.subresource), options),
      headers: { 'content-type': mergeType },
      body: patch,
      attempt: attemptOf('patch', kind, reference),
    });
  }

  async delete(kind: ResourceKind, reference: ObjectReference, options: DeleteOptions = {}): Promise<void> {
    const { preconditions, gracePeriodSeconds, propagationPolicy = 'Background' } = options;
    await this.request({
      ...timing(options),
      method: 'DELETE',
      path: objectPath(kind, reference),
      body: { apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy, preconditions, gracePeriodSeconds },
      attempt: attemptOf('delete', kind, reference),
    });
  }

  async *watch<T extends KubernetesObject>(
    kind: ResourceKind<T>,
    options: WatchOptions,
  ): AsyncGenerator<WatchEvent<T>, void, undefined> {
    const attempt = `watch ${kind.plural}${options.namespace ? ` in ${options.namespace}` : ''}`;
    const deadline = startDeadline(options.timeoutMs ?? defaultTimeoutMs, options.signal);
    const headers = { accept: acceptHeader(kind, 'object') };
    const lines = new LineSplitter();
    try {
      const request = { method: 'GET', path: watchPath(kind, options), headers, use: 'watch' } as const;
      const response = await this.#transport.exchange(request, deadline);
      if (response.status !== 200) throw await refusalOf(response, attempt);
      deadline.disarm();
      for await (const piece of response.body) {
        for (const line of lines.push(piece)) yield decodeWatchEvent(kind, line, attempt);
      }
    } catch (error) {
      throw deadline.explain(error, attempt);
    } finally {
      deadline.end();
    }
  }

  async request(request: RawRequest): Promise<RawResponse> {
    const attempt = request.attempt ?? `${request.method} ${request.path}`;
    const deadline = startDeadline(request.timeoutMs ?? defaultTimeoutMs, request.signal);
    try {
      const response = await this.#transport.exchange(transportRequest(request), deadline);
      if (response.status >= 400) throw await refusalOf(response, attempt);
      return { status: response.status, body: await readBody(response) };
    } catch (error) {
      throw deadline.explain(error, attempt);
    } finally {
      deadline.end();
    }
  }

  close(): Promise<void> {
    return this.#transport.close();
  }

  async #apply<T extends KubernetesObject>(
    kind: ResourceKind<T>,
    object: Applied<T>,
    options: ApplyOptions,
    subresource: string | undefined,
  ): Promise<T> {
    const path = objectPath(kind, object.metadata, subresource);
    return this.#object(kind, {
      ...timing(options),
      method: 'PATCH',
      path: writePath(path, { ...options, force: options.force ?? true }),
      headers: { 'content-type': applyType },
      body: object,
      attempt: attemptOf(subresource ? `apply ${subresource} of` : 'apply', kind, object.metadata),
    });
  }

  async #object<T extends KubernetesObject>(kind: ResourceKind<T>, request: RawRequest): Promise<T> {
    const headers = { accept: acceptHeader(kind, 'object'), ...request.headers };
    const { body } = await this.request({ ...request, headers });
    return decodeObject(kind, body);
  }
}

const timing = ({ signal, timeoutMs }: RequestOptions): RequestOptions => ({ signal, timeoutMs });

const attemptOf = (verb: string, kind: ResourceKind, reference: ObjectReference): string =>
  `${verb} ${kind.kind} ${referenceKey(reference)}`;

const transportRequest = ({ method, path, headers, body }: RawRequest) => ({
  method,
  path,
  headers: {
    accept: 'application/json',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...headers,
  },
  body: body === undefined ? undefined : JSON.stringify(body),
  use: 'request' as const,
});

const readBody = async ({ body, contentType }: TransportResponse): Promise<unknown> => {
  const text = await body.text();
  return contentType.includes('json') ? JSON.parse(text) : text;
};

const refusalOf = async (response: TransportResponse, attempt: string): Promise<Error> => {
  const { status, retryAfterSeconds } = response;
  return parseApiError({ attempt, status, retryAfterSeconds, body: await readBody(response) });
};
