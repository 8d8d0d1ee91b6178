/**
 * `/healthz` (alive), `/readyz` (ready) and `/metrics` for the kubelet and Prometheus.
 *
 * That it answers shows that the event loop turns. The API server's absence is no reason to be restarted and never part
 * of `/healthz`: informers list and watch again by themselves, and a restart would only lose what they know.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Registry } from 'prom-client';

/** One thing that must be well. */
export interface HealthCheck {
  /** As in `informers`. */
  readonly name: string;
  /** What is wrong; undefined when nothing is. Must be quick and must not throw. */
  readonly fault: () => string | undefined;
}

/** What the server serves. */
export interface HealthServerOptions {
  /** 0: any free one. */
  readonly port: number;
  readonly registry: Registry;
  readonly liveness?: readonly HealthCheck[];
  readonly readiness: readonly HealthCheck[];
}

/** A page: what to answer. */
interface Page {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

const plain = 'text/plain; charset=utf-8';

/** An HTTP server without state of its own. Owns its socket; {@link HealthServer.close} ends it. */
export class HealthServer {
  readonly #options: HealthServerOptions;
  readonly #server = createServer((request, response) => {
    // A metric that cannot be collected is the end of one answer.
    this.#serve(request, response).catch(() => response.destroy());
  });

  constructor(options: HealthServerOptions) {
    this.#options = options;
  }

  /** Starts to listen; resolves with the port. @throws Error that names the port when it is taken */
  listen(): Promise<number> {
    const { port } = this.#options;
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    this.#server.once('error', (cause) =>
      reject(new Error(`Could not listen on port ${port}: is it taken?`, { cause })),
    );
    this.#server.listen(port, () => {
      const address = this.#server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
    return promise;
  }

  /** Answers what is under way and ends. */
  close(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    this.#server.closeIdleConnections();
    return promise;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const page = await this.#page(request);
    response.writeHead(page.status, { 'content-type': page.contentType, 'cache-control': 'no-store' });
    response.end(request.method === 'HEAD' ? undefined : page.body);
  }

  async #page({ method, url = '/' }: IncomingMessage): Promise<Page> {
    if (method !== 'GET' && method !== 'HEAD') return { status: 405, contentType: plain, body: 'Method not allowed\n' };
    const { liveness = [], readiness, registry } = this.#options;
    switch (url.split('?')[0]) {
      case '/healthz':
        return buildHealthPage(liveness);
      case '/readyz':
        return buildHealthPage(readiness);
      case '/metrics':
        return { status: 200, contentType: registry.contentType, body: await registry.metrics() };
      default:
        return { status: 404, contentType: plain, body: 'Not found\n' };
    }
  }
}

/** A line a check, as the API server's own `/readyz?verbose` has it. */
const buildHealthPage = (checks: readonly HealthCheck[]): Page => {
  const results = checks.map(({ name, fault }) => ({ name, fault: fault() }));
  const isWell = results.every(({ fault }) => fault === undefined);
  const lines = results.map(({ name, fault }) =>
    fault === undefined ? `[+]${name} ok` : `[-]${name} failed: ${fault}`,
  );
  return {
    status: isWell ? 200 : 503,
    contentType: plain,
    body: `${[...lines, isWell ? 'ok' : 'failed'].join('\n')}\n`,
  };
};
