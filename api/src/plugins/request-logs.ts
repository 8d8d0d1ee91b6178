/**
 * One line an answer: which route, how it ended, how long it took, who asked. Never the path's values, a query, a header or a body:
 * tokens, cookies and signatures are in these.
 */
import type { FastifyPluginAsync } from 'fastify';
import { fastifyPlugin } from 'fastify-plugin';
import type { Caller } from '../access/caller.ts';

const nameOf = (caller: Caller): string => (caller.kind === 'user' ? caller.id : caller.kind);

const plugin: FastifyPluginAsync = async (app) => {
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions, caller } = request;
    const milliseconds = Math.round(reply.elapsedTime * 10) / 10;
    const facts = { method, route: routeOptions.url, status: reply.statusCode, milliseconds, caller: nameOf(caller) };
    request.log.info(facts, 'Answering');
  });
};

/** See the file header; the line's `requestId` is the logger's own. */
export const requestLogs = fastifyPlugin(plugin, { name: 'request-logs', fastify: '5.x' });
