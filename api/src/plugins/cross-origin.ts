/**
 * CORS for the pages of KUBECAST_WEB_ORIGINS, with credentials. Without any, nothing is said: browsers then keep to the same origin.
 * Preflights are answered before anything else looks at them: they carry neither token nor cookie.
 */
import type { FastifyPluginAsync } from 'fastify';
import { fastifyPlugin } from 'fastify-plugin';

export interface CrossOriginOptions {
  readonly webOrigins: ReadonlySet<string>;
}

const headersFor = (origin: string) => ({
  'Access-Control-Allow-Origin': origin,
  'Access-Control-Allow-Credentials': 'true',
  'Access-Control-Expose-Headers': 'Retry-After, X-Request-Id',
});

const preflightHeaders = {
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type',
  'Access-Control-Max-Age': '600',
};

const plugin: FastifyPluginAsync<CrossOriginOptions> = async (app, { webOrigins }) => {
  if (webOrigins.size === 0) return;
  app.addHook('onRequest', async ({ method, headers }, reply) => {
    reply.header('Vary', 'Origin');
    if (headers.origin === undefined || !webOrigins.has(headers.origin)) return;
    reply.headers(headersFor(headers.origin));
    const isPreflight = method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
    if (isPreflight) return reply.code(204).headers(preflightHeaders).send();
  });
};

/** See the file header. */
export const crossOrigin = fastifyPlugin(plugin, { name: 'cross-origin', fastify: '5.x' });
