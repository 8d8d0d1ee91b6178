import type { Caller } from '../../access/caller.ts';
import { ensureOwnPage } from '../../access/ensure-own-page.ts';
import { ApiError } from '../../problems/api-error.ts';
import type { Routes } from '../../route-options.ts';
import { idParams } from '../../schemas/id-params.ts';
import { problemResponses } from '../../schemas/problem-responses.ts';
import { viewerOf } from '../../viewers/viewer-identity.ts';
import { visibleVideoId } from './accessible-video.ts';
import { countViewer } from './count-viewer.ts';
import { setLike } from './likes-repository.ts';
import { likeSchema, viewSchema } from './schemas.ts';

/** A player says once that it plays; a school of players has one address. */
const viewsPerMinute = 120;

const viewRoute: Routes = async (app, { config, dependencies }) => {
  const webOrigins = new Set(config.KUBECAST_WEB_ORIGINS);
  app.post(
    '/:id/view',
    {
      config: { access: 'public', rateLimit: { max: viewsPerMinute, timeWindow: 60_000 } },
      schema: {
        operationId: 'countVideoView',
        tags: ['videos'],
        summary: 'Count the caller as a viewer, once in six hours',
        description:
          'Who is logged in is known by their account, anyone else by a cookie; of one address no more than 50 such viewers count in six hours.',
        params: idParams,
        response: { 200: viewSchema, ...problemResponses('NotFound', 'CrossSiteRefused') },
      },
    },
    async (request, reply) => {
      ensureOwnPage(request, webOrigins);
      const pool = dependencies.databases.vod;
      const id = await visibleVideoId(pool, request.params.id, request.caller);
      const keys = dependencies.keys().accessTokenKeys;
      const viewer = { identity: viewerOf(request, reply, keys), address: request.ip };
      return { counted: await countViewer({ pool, key: keys[0], now: dependencies.now() }, id, viewer) };
    },
  );
};

const userIdOf = (caller: Caller): string => {
  if (caller.kind === 'user') return caller.id;
  throw new ApiError('NotLoggedIn', 'Could not like the video: log in first');
};

const likeRoutes: Routes = async (app, { dependencies }) => {
  const pool = dependencies.databases.vod;
  const changes = [
    { method: 'PUT', operationId: 'likeVideo', summary: 'Like a video; twice is once', isLiked: true },
    { method: 'DELETE', operationId: 'unlikeVideo', summary: 'Take a like back', isLiked: false },
  ] as const;
  for (const { method, operationId, summary, isLiked } of changes) {
    app.route({
      method,
      url: '/:id/like',
      config: { access: 'user' },
      schema: {
        operationId,
        tags: ['videos'],
        summary,
        params: idParams,
        response: { 200: likeSchema, ...problemResponses('NotFound') },
      },
      handler: async ({ params, caller }) => {
        const id = await visibleVideoId(pool, params.id, caller);
        return { likeCount: await setLike(pool, id, userIdOf(caller), isLiked), likedByMe: isLiked };
      },
    });
  }
};

/** `/api/videos/:id/view` and `/api/videos/:id/like`. */
export const videoAudienceRoutes: Routes = async (app, options) => {
  await app.register(viewRoute, options);
  await app.register(likeRoutes, options);
};
