import { createCreationTurns } from '../../access/creation-turns.ts';
import type { Routes } from '../../route-options.ts';
import { problemResponses } from '../../schemas/problem-responses.ts';
import { createClip } from './create-clip.ts';
import { listRecordingsPage } from './list-recordings.ts';
import { recordingAnswers, serviceOf } from './route-parts.ts';
import { createClipBody, listRecordingsQuery, recordingListSchema, recordingSchema } from './schemas.ts';

const tags = ['recordings'];

/** The list, and what makes new clips. */
export const collectionRoutes: Routes = async (app, { config, dependencies }) => {
  const service = serviceOf(config, dependencies);
  const answers = recordingAnswers(service);
  const creation = { service, inTurn: createCreationTurns(service.databases.recordings) };

  app.get(
    '',
    {
      config: { access: 'user' },
      schema: {
        operationId: 'listRecordings',
        tags,
        summary: 'List one’s own recordings, the newest first; administrators get all',
        querystring: listRecordingsQuery,
        response: { 200: recordingListSchema, ...problemResponses('CursorInvalid') },
      },
    },
    async ({ caller, query }) => {
      const { recordings, nextCursor } = await listRecordingsPage(service, caller, query);
      return { items: await answers.many(recordings), nextCursor };
    },
  );

  app.post(
    '',
    {
      config: { access: 'user' },
      schema: {
        operationId: 'createClip',
        tags,
        summary: 'Record a part of a session of one’s own stream; it becomes a video of its own',
        body: createClipBody,
        response: {
          201: recordingSchema,
          ...problemResponses(
            ...(['NotFound', 'ManagedElsewhere', 'ClipLimitReached', 'ClusterRefuses', 'ClusterUnavailable'] as const),
          ),
        },
      },
    },
    async ({ caller, body }, reply) => {
      const clip = await answers.one(await createClip(creation, caller, body));
      return reply.code(201).header('Location', `/api/recordings/${clip.id}`).send(clip);
    },
  );
};
