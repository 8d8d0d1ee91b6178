/** `/api/realtime`: the WebSocket, and heartbeats of viewers for those who have none. */
import { ensureOwnPage } from '../../access/ensure-own-page.ts';
import { ApiError } from '../../problems/api-error.ts';
import { identifyUpgrade, viewerOfUpgrade } from '../../realtime/web-sockets.ts';
import type { Routes } from '../../route-options.ts';
import { networkOf } from '../../viewers/network-of.ts';
import { viewerOf } from '../../viewers/viewer-identity.ts';
import { openSocketSchema, watchingSchema } from './schemas.ts';

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
