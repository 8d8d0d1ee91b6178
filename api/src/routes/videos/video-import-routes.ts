import type { Routes } from '../../route-options.ts';
import { problemResponses } from '../../schemas/problem-responses.ts';
import { importVideo } from './import-video.ts';
import { videoImportSchema, videoSchema } from './schemas.ts';
import { answerContext, videoAnswer } from './video-answer.ts';

/** `/api/videos/import`. */
export const videoImportRoutes: Routes = async (app, options) => {
  app.post(
    '/import',
    {
      config: { access: 'service' },
      schema: {
        operationId: 'importVideo',
        tags: ['videos'],
        summary: 'Make a video of objects that were put into the bucket of videos; the same id again changes nothing',
        body: videoImportSchema,
        response: {
          200: { description: 'It was there already', ...videoSchema },
          201: { description: 'It is there now', ...videoSchema },
          ...problemResponses('RequestInvalid', 'VideoDeleted', 'VideoObjectsMissing', 'StoreUnavailable'),
        },
      },
    },
    async ({ body, caller }, reply) => {
      const { video, isNew } = await importVideo(options.dependencies, body);
      return reply.status(isNew ? 201 : 200).send(videoAnswer(video, answerContext(options, caller)));
    },
  );
};
