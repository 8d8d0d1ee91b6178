/** The one HTTP server of a pod: routes, each behind the token that it demands. */
import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from './logger.ts';

export interface Route {
  readonly method: 'GET' | 'POST';
  /** A path, or a prefix when it ends with a slash. */
  readonly path: string;
  /** The file that holds the bearer token; undefined for what anybody in the cluster may read. */
  readonly tokenFile: string | undefined;
  readonly handle: (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void> | void;
}

const matches = (route: Route, method: string, path: string): boolean =>
  (route.method === method || (route.method === 'GET' && method === 'HEAD')) &&
  (route.path.endsWith('/') ? path.startsWith(route.path) : path === route.path);

const isEqual = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** The token is read for each request: a rotated one counts at once. An empty one lets nobody in. */
const isAllowed = async (request: IncomingMessage, tokenFile: string | undefined): Promise<boolean> => {
  if (tokenFile === undefined) return true;
  const token = (await readFile(tokenFile, 'utf8')).trim();
  return token !== '' && isEqual(request.headers.authorization ?? '', `Bearer ${token}`);
};

const answer = async (routes: readonly Route[], request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const [path = '/'] = (request.url ?? '/').split('?');
  const route = routes.find((candidate) => matches(candidate, request.method ?? 'GET', path));
  if (!route) {
    response.writeHead(404).end();
    return;
  }
  if (await isAllowed(request, route.tokenFile)) await route.handle(request, response, path);
  else response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
};

/** Starts to listen; port 0 takes a free one. The owner closes the server. */
export const startHttpServer = async (routes: readonly Route[], port: number, logger: Logger): Promise<Server> => {
  const server = createServer((request, response) => {
    answer(routes, request, response).catch((error: unknown) => {
      logger.error({ err: error }, 'Answering a request failed');
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.listen(port);
  await once(server, 'listening');
  return server;
};

/** Stops listening and ends what is still connected. */
export const stopHttpServer = async (server: Server): Promise<void> => {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
};
