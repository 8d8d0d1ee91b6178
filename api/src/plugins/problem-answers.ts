/** Every error becomes `application/problem+json`, also those of no route. */
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { fastifyPlugin } from 'fastify-plugin';
import { ApiError } from '../problems/api-error.ts';
import { sendProblem } from '../problems/send-problem.ts';
import { translateError } from '../problems/translate-error.ts';
import { KnownRoutes } from './known-routes.ts';

/** Whom the operator has to know of; everything else the caller can mend. */
const logFault = (request: FastifyRequest, error: ApiError): void => {
  if (error.status < 500) return;
  request.log.error({ code: error.code, err: error.cause ?? error }, 'Answering a request failed');
};

/** What is wrong with a request that fits no route. 405 says in `Allow` what the path takes. */
const routeFault = (routes: KnownRoutes, { method, url }: FastifyRequest, reply: FastifyReply): ApiError => {
  const methods = routes.methodsOf(url);
  if (methods.length === 0) return new ApiError('NotFound', 'Could not find the path: nothing is there');
  const allowed = methods.join(', ');
  reply.header('Allow', allowed);
  return new ApiError('MethodNotAllowed', `Could not ${method} this: it takes ${allowed}`);
};

const plugin: FastifyPluginAsync = async (app) => {
  const routes = new KnownRoutes();
  app.addHook('onRoute', ({ method, url }) => routes.add(url, method));
  // Who asks for what is not there is limited too, before a body can be at fault.
  const limit = app.hasDecorator('rateLimit') ? app.rateLimit() : undefined;
  app.addHook('onRequest', async function (request, reply) {
    if (request.is404) await limit?.call(this, request, reply);
  });
  // After the limits of routes, which look in their own `onRequest`.
  app.addHook('preParsing', async (request, reply) => {
    if (!routes.takes(request.method, request.url)) throw routeFault(routes, request, reply);
  });
  app.setErrorHandler((thrown, request, reply) => {
    // What Fastify finds wrong with a body that no route would have read is not what is wrong with the request.
    const error =
      request.is404 && !(thrown instanceof ApiError) ? routeFault(routes, request, reply) : translateError(thrown);
    logFault(request, error);
    return sendProblem(reply, error);
  });
  app.setNotFoundHandler((request, reply) => sendProblem(reply, routeFault(routes, request, reply)));
};

/** See the file header. */
export const problemAnswers = fastifyPlugin(plugin, { name: 'problem-answers', fastify: '5.x' });
