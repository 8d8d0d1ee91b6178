/** Health and metrics, on a port of their own: the public one has nginx before it and the world behind that. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Registry } from 'prom-client';

export interface HealthSources {
  /** Why no traffic should come, in words; undefined when it should. */
  readonly unreadiness: () => string | undefined;
  readonly registry: Registry;
}

const send = (response: ServerResponse, status: number, text: string, contentType = 'text/plain'): void => {
  response.writeHead(status, { 'Content-Type': contentType, 'Cache-Control': 'no-store' }).end(text);
};

/** `/healthz`, `/readyz`, `/metrics`. */
export const createHealthServer = ({ unreadiness, registry }: HealthSources): Server => {
  const routes: Readonly<Record<string, (response: ServerResponse) => void | Promise<void>>> = {
    '/healthz': (response) => send(response, 200, 'ok'),
    '/readyz': (response) => {
      const reason = unreadiness();
      send(response, reason === undefined ? 200 : 503, reason ?? 'ok');
    },
    '/metrics': async (response) => send(response, 200, await registry.metrics(), registry.contentType),
  };
  return createServer((request, response) => {
    const route = routes[request.url ?? ''];
    if (route) Promise.resolve(route(response)).catch(() => response.destroy());
    else send(response, 404, 'not found');
  });
};
