/**
 * Headers of every answer: it is data for one caller, so nobody keeps it, and a browser that is led to it by hand runs nothing of it.
 * Strict-Transport-Security is left to who ends TLS.
 */
import { fastifyHelmet } from '@fastify/helmet';
import type { FastifyPluginAsync } from 'fastify';
import { fastifyPlugin } from 'fastify-plugin';

export interface AnswerHeadersOptions {
  /** Once it has aborted, answers ask their connections to close: the next one goes to somebody who stays. */
  readonly ending: AbortSignal;
}

const contentSecurityPolicy = {
  useDefaults: false,
  directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
};

const plugin: FastifyPluginAsync<AnswerHeadersOptions> = async (app, { ending }) => {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy,
    strictTransportSecurity: false,
    crossOriginResourcePolicy: { policy: 'same-site' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('Cache-Control', 'no-store');
    if (ending.aborted) reply.header('Connection', 'close');
  });
};

/** See the file header. A route that knows better sets its own `Cache-Control`. */
export const answerHeaders = fastifyPlugin(plugin, { name: 'answer-headers', fastify: '5.x' });
