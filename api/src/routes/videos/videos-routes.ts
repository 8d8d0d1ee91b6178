import { inTransaction } from '../../database/in-transaction.ts';
import type { Routes } from '../../route-options.ts';
import { idParams } from '../../schemas/id-params.ts';
import { noContent } from '../../schemas/no-content.ts';
import { problemResponses } from '../../schemas/problem-responses.ts';
import { ownVideo, requireStillThere, viewerIdOf, visibleVideo } from './accessible-video.ts';
import { deleteVideo } from './delete-video.ts';
import { createLabels } from './list-labels.ts';
import { videoPage } from './list-videos.ts';
import { relatedVideos } from './related-repository.ts';
import {
  labelListSchema,
  labelQuerySchema,
  relatedListSchema,
  relatedQuerySchema,
  videoChangeSchema,
  videoListQuerySchema,
  videoListSchema,
  videoSchema,
} from './schemas.ts';
import { createSearchTurns, searchLimit } from './search-turns.ts';
import { answerContext, summaryAnswer, videoAnswer } from './video-answer.ts';
import { videoAudienceRoutes } from './video-audience-routes.ts';
import { videoImportRoutes } from './video-import-routes.ts';
import { updateVideo } from './videos-repository.ts';

const tags = ['videos'];

const listRoute: Routes = async (app, options) => {
  const pool = options.dependencies.databases.vod;
  const lists = { pool, searchTurns: createSearchTurns(pool) };
  const limitSearches = searchLimit(app, options.config.KUBECAST_REQUESTS_PER_MINUTE);
  app.get(
    '',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listVideos',
        tags,
        summary: 'Public videos, newest first; with `owner` also those that only the owner or an administrator sees',
        querystring: videoListQuerySchema,
        response: { 200: videoListSchema, ...problemResponses('CursorInvalid', 'NotLoggedIn') },
      },
    },
    async (request) => {
      const { query, caller } = request;
      if (query.q !== undefined) await limitSearches(request);
      const { items, nextCursor } = await videoPage(lists, query, caller);
      const context = answerContext(options, caller);
      return { items: items.map((video) => summaryAnswer(video, context)), nextCursor };
    },
  );
};

const labelRoutes: Routes = async (app, { dependencies }) => {
  const labels = createLabels(dependencies.databases.vod, dependencies.now);
  const lists = [
    { kind: 'tags', operationId: 'listVideoTags', summary: 'The commonest tags of the newest videos' },
    {
      kind: 'categories',
      operationId: 'listVideoCategories',
      summary: 'The commonest categories of the newest videos',
    },
  ] as const;
  for (const { kind, operationId, summary } of lists) {
    app.get(
      `/${kind}`,
      {
        config: { access: 'public' },
        schema: { operationId, tags, summary, querystring: labelQuerySchema, response: { 200: labelListSchema } },
      },
      async ({ query }) => ({ items: [...(await labels[kind](query.limit))] }),
    );
  }
};

const readRoute: Routes = async (app, options) => {
  app.get(
    '/:id',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'readVideo',
        tags,
        summary: 'One video',
        params: idParams,
        response: { 200: videoSchema, ...problemResponses('NotFound') },
      },
    },
    async ({ params, caller }) => {
      const video = await visibleVideo(options.dependencies.databases.vod, params.id, caller);
      return videoAnswer(video, answerContext(options, caller));
    },
  );
};

const changeRoute: Routes = async (app, options) => {
  const pool = options.dependencies.databases.vod;
  app.patch(
    '/:id',
    {
      config: { access: 'owner' },
      schema: {
        operationId: 'changeVideo',
        tags,
        summary: 'Change a video’s words, its tags, and who may see it',
        params: idParams,
        body: videoChangeSchema,
        response: { 200: videoSchema, ...problemResponses('NotFound', 'Forbidden') },
      },
    },
    async ({ params, body, caller }) => {
      const { id } = await ownVideo(pool, params.id, caller);
      requireStillThere(await inTransaction(pool, (client) => updateVideo(client, id, body)));
      return videoAnswer(await visibleVideo(pool, id, caller), answerContext(options, caller));
    },
  );
};

const deleteRoute: Routes = async (app, { dependencies }) => {
  app.delete(
    '/:id',
    {
      config: { access: 'owner' },
      schema: {
        operationId: 'deleteVideo',
        tags,
        summary: 'Delete a video with its objects; it does not come back',
        params: idParams,
        response: { 204: noContent, ...problemResponses('NotFound', 'Forbidden') },
      },
    },
    async ({ params, caller }, reply) => {
      const { id } = await ownVideo(dependencies.databases.vod, params.id, caller);
      await deleteVideo(dependencies, id);
      return reply.status(204).send(null);
    },
  );
};

const relatedRoute: Routes = async (app, options) => {
  const pool = options.dependencies.databases.vod;
  app.get(
    '/:id/related',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listRelatedVideos',
        tags,
        summary: 'Public videos that share tags, category or owner, the likest first',
        params: idParams,
        querystring: relatedQuerySchema,
        response: { 200: relatedListSchema, ...problemResponses('NotFound') },
      },
    },
    async ({ params, query, caller }) => {
      const video = await visibleVideo(pool, params.id, caller);
      const videos = await relatedVideos(pool, video, query.limit, viewerIdOf(caller));
      const context = answerContext(options, caller);
      return { items: videos.map((related) => summaryAnswer(related, context)) };
    },
  );
};

/** `/api/videos`. */
export const videosRoutes: Routes = async (app, options) => {
  await app.register(listRoute, options);
  await app.register(labelRoutes, options);
  await app.register(videoImportRoutes, options);
  await app.register(readRoute, options);
  await app.register(changeRoute, options);
  await app.register(deleteRoute, options);
  await app.register(relatedRoute, options);
  await app.register(videoAudienceRoutes, options);
};
