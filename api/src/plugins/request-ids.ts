/** Every request has an id, which nginx's log, ours and the answer share. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyPluginAsync } from 'fastify';
import { fastifyPlugin } from 'fastify-plugin';

const wellFormed = /^[A-Za-z0-9_-]{8,64}$/;

/** For Fastify's `genReqId`: nginx's `X-Request-Id` if it is well formed, else a new one of 32 hexadecimal digits. */
export const requestIdOf = ({ headers }: Pick<IncomingMessage, 'headers'>): string => {
  const given = headers['x-request-id'];
  return typeof given === 'string' && wellFormed.test(given) ? given : randomUUID().replaceAll('-', '');
};

const plugin: FastifyPluginAsync = async (app) => {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('X-Request-Id', request.id);
  });
};

/** Answers with the id, in `X-Request-Id`. */
export const requestIds = fastifyPlugin(plugin, { name: 'request-ids', fastify: '5.x' });
