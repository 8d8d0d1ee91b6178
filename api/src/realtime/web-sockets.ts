/**
 * WebSockets for the whole app, so that an upgrade of any path is answered and none leaves a connection behind. Errors of
 * sockets are their clients' doing; they end with the connection. When the app closes, what is still open is ended.
 */
import type { IncomingMessage } from 'node:http';
import fastifyWebsocket from '@fastify/websocket';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { fastifyPlugin } from 'fastify-plugin';
import { viewerCookieName } from '../viewers/viewer-cookie.ts';
import { anonymousViewer, viewerCookieOptions } from '../viewers/viewer-identity.ts';
import type { Realtime } from './realtime.ts';

export interface WebSocketsOptions {
  readonly realtime: Realtime;
}

interface Upgrade {
  readonly viewer: string;
  /** Goes out with the answer to the upgrade, which is not Fastify's. */
  readonly cookie: string | undefined;
}

const upgrades = new WeakMap<IncomingMessage, Upgrade>();

/** Before the answer to an upgrade: finds out whose it is, and has the cookie set where it has to be. */
export const identifyUpgrade = (request: FastifyRequest, keys: readonly [string, ...string[]]): void => {
  const { server, protocol, raw } = request;
  const { viewer, newCookie } = anonymousViewer(request.cookies[viewerCookieName], keys);
  const cookie = newCookie && server.serializeCookie(viewerCookieName, newCookie, viewerCookieOptions(protocol));
  upgrades.set(raw, { viewer, cookie });
};

/** `anonymous:<22 characters>`, as {@link identifyUpgrade} found. */
export const viewerOfUpgrade = ({ raw }: FastifyRequest): string => upgrades.get(raw)?.viewer ?? '';

const plugin: FastifyPluginAsync<WebSocketsOptions> = async (app, { realtime }) => {
  await app.register(fastifyWebsocket, {
    options: { maxPayload: realtime.limits.messageBytes, clientTracking: false },
    errorHandler: (error, socket, request) => {
      request.log.debug({ err: error }, 'Ending a socket');
      // One that broke the protocol is being closed already, and is told why.
      if (socket.readyState === socket.OPEN) socket.terminate();
    },
    preClose: () => realtime.connections.close(),
  });
  app.websocketServer.on('headers', (headers, request) => {
    const cookie = upgrades.get(request)?.cookie;
    if (cookie !== undefined) headers.push(`set-cookie: ${cookie}`);
  });
};

/** See the file header. */
export const webSockets = fastifyPlugin(plugin, {
  name: 'web-sockets',
  fastify: '5.x',
  dependencies: ['@fastify/cookie'],
});
