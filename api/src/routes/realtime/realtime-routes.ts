/** `/api/realtime`: the WebSocket, and heartbeats of viewers for those who have none. */
import type { FastifyRequest } from 'fastify';
import { isOfOwnPages } from '../../access/same-site.ts';
import { ApiError } from '../../problems/api-error.ts';
import { networkOf } from '../../realtime/network-of.ts';
import { viewerOf } from '../../realtime/viewer-identity.ts';
import { identifyUpgrade, viewerOfUpgrade } from '../../realtime/web-sockets.ts';
import type { Routes } from '../../route-options.ts';
import { openSocketSchema, watchingSchema } from './schemas.ts';

/** Cookies come with the requests of other sites' pages too, and a WebSocket knows no same-origin policy. */
const ensureOwnPage = (request: FastifyRequest, webOrigins: ReadonlySet<string>): void => {
  if (isOfOwnPages(request, webOrigins)) return;
  throw new ApiError('CrossSiteRefused', 'Could not take a viewer from a page of another site: open the app itself');
};

export const realtimeRoutes: Routes = async (app, { config, dependencies }) => {
  const { keys, realtime } = dependencies;
  const webOrigins = new Set(config.KUBECAST_WEB_ORIGINS);

  app.route({
    method: 'GET',
    url: '',
    exposeHeadRoute: false,
    config: { access: 'public' },
    schema: openSocketSchema,
    preHandler: async (request) => {
      if (!request.ws) throw new ApiError('UpgradeRequired', 'Could not answer without an upgrade: open a WebSocket');
      ensureOwnPage(request, webOrigins);
      const refusal = realtime.connections.refusal(networkOf(request.ip));
      if (refusal) throw refusal;
      identifyUpgrade(request, keys().accessTokenKeys);
    },
    handler: async () => undefined,
    wsHandler: (socket, request) => {
      realtime.connections.accept(socket, { viewer: viewerOfUpgrade(request), network: networkOf(request.ip) });
    },
  });

  app.post('/watching', { config: { access: 'public' }, schema: watchingSchema }, async (request, reply) => {
    ensureOwnPage(request, webOrigins);
    const { caller, ip } = request;
    const { streamId, stopped } = request.body;
    const viewer = viewerOf(request, reply, keys().accessTokenKeys);
    if (stopped) realtime.audience.leave(streamId.toLowerCase(), viewer);
    else realtime.audience.beat({ streamId: streamId.toLowerCase(), viewer, network: networkOf(ip), caller });
    return reply.code(204).send(null);
  });
};
