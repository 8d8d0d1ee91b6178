/** The public port: limits for what may come in. The way out is `drain-server.ts` of media. */
import { createServer, type RequestListener, type Server } from 'node:http';

/** nginx keeps its connections for 60 s; who closes first must be nginx, or it sends a request into a closing socket. */
const keepAliveMs = 75_000;

/**
 * The server; `listen` is the caller's. Once `ending` aborts, every answer asks its connection to close, so that whoever keeps
 * connections makes the next one to somebody who stays.
 */
export const createPublicServer = (listener: RequestListener, ending: AbortSignal): Server =>
  createServer(
    { keepAliveTimeout: keepAliveMs, requestTimeout: 30_000, headersTimeout: 20_000, maxHeaderSize: 16_384 },
    (request, response) => {
      if (ending.aborted) response.shouldKeepAlive = false;
      listener(request, response);
    },
  );
