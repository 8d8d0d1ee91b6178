/** The agent's HTTP interface. */
import { join } from 'node:path';
import type { Route } from '@kubecast/media/http-server';
import { handleOrigin, type OriginOptions } from './origin/origin-handler.ts';
import type { Metrics } from './state/metrics.ts';
import type { StateFeed } from './state/state-feed.ts';

export interface AgentRoutesOptions {
  readonly secretsDirectory: string;
  readonly origin: OriginOptions;
  readonly feed: StateFeed;
  readonly metrics: Metrics;
  /** False until the agent knows which session goes on: before, "no session" would be a guess. */
  readonly hasBegun: () => boolean;
  /** False while the numbers of what it makes are provisional: viewers are told none that changes. */
  readonly knowsNumbers: () => boolean;
  /** True when an encoder may connect now. */
  readonly isReady: () => Promise<boolean>;
  /** Ends the running session, as after its grace. */
  readonly endSession: () => void;
}

/** Answers 503 until then. */
const onceBegun =
  (hasBegun: () => boolean, handle: Route['handle']): Route['handle'] =>
  (request, response, path) => {
    if (hasBegun()) return handle(request, response, path);
    response.writeHead(503, { 'retry-after': '1', 'cache-control': 'no-store' }).end('beginning\n');
  };

/** Health and metrics are for the cluster; the rest demands the token of whom it is for. */
export const agentRoutes = (options: AgentRoutesOptions): readonly Route[] => {
  const { secretsDirectory, origin, feed, metrics, hasBegun, knowsNumbers } = options;
  const shows = (): boolean => hasBegun() && knowsNumbers();
  const originToken = join(secretsDirectory, 'originToken');
  const stateToken = join(secretsDirectory, 'stateToken');
  return [
    {
      method: 'GET',
      path: '/live-streams/',
      tokenFile: originToken,
      handle: onceBegun(shows, (request, response, path) => handleOrigin(request, response, path, origin)),
    },
    {
      method: 'GET',
      path: '/state',
      tokenFile: stateToken,
      handle: onceBegun(hasBegun, (_, response) => feed.attach(response)),
    },
    {
      method: 'POST',
      path: '/end',
      tokenFile: stateToken,
      handle: (_, response) => {
        options.endSession();
        response.writeHead(202).end();
      },
    },
    { method: 'GET', path: '/healthz', tokenFile: undefined, handle: (_, response) => void response.end('ok\n') },
    {
      method: 'GET',
      path: '/readyz',
      tokenFile: undefined,
      handle: async (_, response) => {
        const ready = await options.isReady();
        response.writeHead(ready ? 200 : 503).end(ready ? 'ok\n' : 'not listening\n');
      },
    },
    {
      method: 'GET',
      path: '/metrics',
      tokenFile: undefined,
      handle: async (_, response) => {
        response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(await metrics.registry.metrics());
      },
    },
  ];
};
