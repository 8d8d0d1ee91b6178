/** How many requests, how fast, by route. Routes are told by their pattern, so that no caller makes a new label. */
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { fastifyPlugin } from 'fastify-plugin';
import { Gauge, Histogram, type Registry } from 'prom-client';

export interface RequestMetricsOptions {
  readonly registry: Registry;
}

/** Metrics of requests, added to the registry. */
export const addRequestMetrics = (registry: Registry) => {
  const registers = [registry];
  const seconds = new Histogram({
    name: 'kubecast_api_request_seconds',
    help: 'Time until the answer was sent, by the pattern of the route; `none` where a path is no route',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const inFlight = new Gauge({
    name: 'kubecast_api_requests_in_flight',
    help: 'Requests that are not answered yet, WebSockets left out',
    registers,
  });
  return { seconds, inFlight };
};

/** A socket is no request that is answered; how many there are, `realtime/realtime-metrics.ts` says. */
const isUpgrade = ({ headers }: FastifyRequest): boolean => headers.upgrade !== undefined;

const labelsOf = (request: FastifyRequest, reply: FastifyReply) => ({
  route: request.routeOptions.url ?? 'none',
  method: request.method,
  status: reply.statusCode,
});

const plugin: FastifyPluginAsync<RequestMetricsOptions> = async (app, { registry }) => {
  const { seconds, inFlight } = addRequestMetrics(registry);
  app.addHook('onRequest', async (request) => {
    if (!isUpgrade(request)) inFlight.inc();
  });
  app.addHook('onResponse', async (request, reply) => {
    if (isUpgrade(request)) return;
    inFlight.dec();
    seconds.observe(labelsOf(request, reply), reply.elapsedTime / 1000);
  });
};

/** See the file header. */
export const requestMetrics = fastifyPlugin(plugin, { name: 'request-metrics', fastify: '5.x' });
