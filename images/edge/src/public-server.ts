/** The public port: limits for what may come in, and a way out that drops nobody. */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** nginx keeps its connections for 60 s; who closes first must be nginx, or it sends a request into a closing socket. */
const keepAliveMs = 75_000;

/** The server; `listen` is the caller's. */
export const createPublicServer = (listener: RequestListener): Server =>
  createServer(
    { keepAliveTimeout: keepAliveMs, requestTimeout: 30_000, headersTimeout: 20_000, maxHeaderSize: 16_384 },
    listener,
  );

/** Closes the server: requests under way may end within `limitMs`, then their connections are cut. */
export const drain = async (server: Server, limitMs: number): Promise<void> => {
  const closed = once(server, 'close');
  server.close();
  const done = new AbortController();
  const cut = delay(limitMs, undefined, { signal: done.signal }).then(
    () => server.closeAllConnections(),
    () => undefined,
  );
  await closed;
  done.abort();
  await cut;
};
