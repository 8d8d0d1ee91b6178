/** Fastify's own options: limits in time and size, and what of it is switched off because plugins of ours do it. */
import type { Server } from 'node:http';
import { type FastifyHttpOptions, LogController } from 'fastify';
import type { ApiConfiguration } from './api-configuration.ts';
import { requestIdOf } from './plugins/request-ids.ts';
import { answerClientError } from './problems/answer-client-error.ts';
import { sendProblem } from './problems/send-problem.ts';
import { translateError } from './problems/translate-error.ts';

/** A body of the api is a form's; the longest field is a description of 5,000 characters. */
const bodyLimitBytes = 64 * 1024;
/** nginx keeps its connections for 60 s; who closes first must be nginx, or it sends a request into a closing socket. */
const keepAliveMs = 75_000;
/** For a request to arrive whole. */
const requestTimeoutMs = 15_000;
const headersTimeoutMs = 10_000;
/** For a handler of any route; who ends gives those under way as long. */
export const handlerTimeoutMs = 20_000;

/** The options that do not depend on what the program works with. */
export const appOptions = (config: ApiConfiguration) =>
  ({
    trustProxy: (_address: string, hop: number) => hop < config.KUBECAST_TRUSTED_PROXIES,
    genReqId: requestIdOf,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit: bodyLimitBytes,
    keepAliveTimeout: keepAliveMs,
    requestTimeout: requestTimeoutMs,
    handlerTimeout: handlerTimeoutMs,
    http: { headersTimeout: headersTimeoutMs, maxHeaderSize: 16_384 },
    // Who drains answers what still comes.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, _request, reply) => void sendProblem(reply, translateError(error)),
  }) satisfies FastifyHttpOptions<Server>;
