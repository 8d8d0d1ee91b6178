/**
 * HTTP exchanges with the API server: pooled connections, credentials that renew themselves, refusals that ask to be
 * repeated. Answers come back whatever their status; what they mean is the client's matter.
 */
import type { Dispatcher } from 'undici';
import { type ClientMetrics, noClientMetrics } from './client-metrics.ts';
import { type ClusterAccess, type ClusterCredentials, sameCredentials } from './cluster-access.ts';
import { sleep } from './sleep.ts';
import type { Deadline } from './transport-deadline.ts';
import { type PoolUse, TransportPool } from './transport-pool.ts';
import { parseRetryAfter, retryWaitMs } from './transport-retry.ts';

/** One request, ready to be sent. */
export interface TransportRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly use: PoolUse;
}

/** An answer whose body is still to be read, to its end or with `body.destroy()`. */
export interface TransportResponse {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfterSeconds: number | undefined;
  readonly body: Dispatcher.ResponseData['body'];
}

export interface TransportOptions {
  readonly access: ClusterAccess;
  readonly userAgent: string;
  readonly metrics?: ClientMetrics | undefined;
}

/** One API server's connections. */
export class Transport {
  readonly #access: ClusterAccess;
  readonly #pool: TransportPool;
  readonly #metrics: ClientMetrics;
  readonly #userAgent: string;

  constructor({ access, userAgent, metrics }: TransportOptions) {
    this.#access = access;
    this.#pool = new TransportPool(access.server.origin);
    this.#metrics = metrics ?? noClientMetrics;
    this.#userAgent = userAgent;
  }

  /**
   * Sends a request, again where `transport-retry.ts` says so and the deadline leaves the time.
   *
   * @throws what undici throws; `deadline.explain` says what it means
   */
  async exchange(request: TransportRequest, deadline: Deadline): Promise<TransportResponse> {
    for (let retries = 0; ; retries += 1) {
      const response = await this.#sendAuthenticated(request, deadline.signal);
      const waitMs = retryWaitMs(request.method, response, retries);
      if (waitMs === undefined || waitMs >= deadline.remainingMs()) return response;
      await response.body.dump();
      await sleep(waitMs, deadline.signal);
    }
  }

  /** Ends every connection. */
  close(): Promise<void> {
    return this.#pool.close();
  }

  /** A 401 may mean that the token was replaced since it was read: renews it and tries once more. */
  async #sendAuthenticated(request: TransportRequest, signal: AbortSignal): Promise<TransportResponse> {
    const credentials = await this.#access.credentials();
    const response = await this.#send(request, credentials, signal);
    if (response.status !== 401) return response;
    const renewed = await this.#access.credentials(credentials);
    if (sameCredentials(renewed, credentials)) return response;
    await response.body.dump();
    return this.#send(request, renewed, signal);
  }

  async #send(
    request: TransportRequest,
    { tls, headers }: ClusterCredentials,
    signal: AbortSignal,
  ): Promise<TransportResponse> {
    const report = this.#startReport(request.method);
    try {
      const response = await this.#pool.poolFor(tls, request.use).request({
        method: request.method,
        path: this.#prefix() + request.path,
        headers: { 'user-agent': this.#userAgent, ...request.headers, ...headers },
        body: request.body ?? null,
        signal,
      });
      report(String(response.statusCode));
      return responseFrom(response);
    } catch (error) {
      report('<error>');
      throw error;
    }
  }

  #prefix(): string {
    return this.#access.server.pathname.replace(/\/$/, '');
  }

  #startReport(method: string): (code: string) => void {
    const startMs = performance.now();
    const { host } = this.#access.server;
    return (code) =>
      this.#metrics.observeRequest({ method, host, code, durationSeconds: (performance.now() - startMs) / 1000 });
  }
}

const responseFrom = ({ statusCode, headers, body }: Dispatcher.ResponseData): TransportResponse => ({
  status: statusCode,
  contentType: headerOf(headers, 'content-type') ?? '',
  retryAfterSeconds: parseRetryAfter(headerOf(headers, 'retry-after')),
  body,
});

const headerOf = (headers: Dispatcher.ResponseData['headers'], name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};
