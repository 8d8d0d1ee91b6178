/** Every error becomes `application/problem+json`, also those of no route. */
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { fastifyPlugin } from 'fastify-plugin';
import { ApiError } from '../problems/api-error.ts';
import { sendProblem } from '../problems/send-problem.ts';
import { translateError } from '../problems/translate-error.ts';
import { KnownRoutes } from './known-routes.ts';

/** Whom the operator has to know of; everything else the caller can mend. */
const logFault = (request: FastifyRequest, error: ApiError): void => {
  if (error.status < 500) return;
  const { id: requestId } = request;
  request.log.error({ requestId, code: error.code, err: error.cause ?? error }, 'Answering a request failed');
};

const plugin: FastifyPluginAsync = async (app) => {
  const routes = new KnownRoutes();
  app.addHook('onRoute', ({ method, url }) => routes.add(url, method));
  app.setErrorHandler((thrown, request, reply) => {
    const error = translateError(thrown);
    logFault(request, error);
    return sendProblem(reply, error);
  });
  // Who asks for what is not there is limited too.
  const limited = app.hasDecorator('rateLimit') ? { preHandler: app.rateLimit() } : {};
  app.setNotFoundHandler(limited, (request, reply) => {
    const methods = routes.methodsOf(request.url);
    if (methods.length === 0) {
      return sendProblem(reply, new ApiError('NotFound', 'Could not find the path: nothing is there'));
    }
    const allowed = methods.join(', ');
    const detail = `Could not ${request.method} this: it takes ${allowed}`;
    return sendProblem(reply.header('Allow', allowed), new ApiError('MethodNotAllowed', detail));
  });
};

/** See the file header. */
export const problemAnswers = fastifyPlugin(plugin, { name: 'problem-answers', fastify: '5.x' });
