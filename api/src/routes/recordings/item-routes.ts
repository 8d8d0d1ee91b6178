import type { Routes } from '../../route-options.ts';
import { idParams } from '../../schemas/id-params.ts';
import { noContent } from '../../schemas/no-content.ts';
import { problemResponses } from '../../schemas/problem-responses.ts';
import { removeRecording, retryRecording } from './change-recording.ts';
import { readOwned } from './recordings-service.ts';
import { recordingAnswers, serviceOf } from './route-parts.ts';
import { recordingSchema } from './schemas.ts';

const tags = ['recordings'];
const changeProblems = ['NotFound', 'ManagedElsewhere', 'ClusterRefuses', 'ClusterUnavailable'] as const;

/** One recording: read, delete, try again. */
export const itemRoutes: Routes = async (app, { config, dependencies }) => {
  const service = serviceOf(config, dependencies);
  const answers = recordingAnswers(service);

  app.get(
    '/:id',
    {
      config: { access: 'owner' },
      schema: {
        operationId: 'readRecording',
        tags,
        summary: 'Read a recording of one’s own, with its progress',
        params: idParams,
        response: { 200: recordingSchema, ...problemResponses('NotFound') },
      },
    },
    async ({ caller, params }) =>
      answers.one(
        await readOwned(service.databases.recordings, { caller, id: params.id, attempt: 'read the recording' }),
      ),
  );

  app.delete(
    '/:id',
    {
      config: { access: 'owner' },
      schema: {
        operationId: 'deleteRecording',
        tags,
        summary: 'Delete a recording; the video that it became stays',
        params: idParams,
        response: { 204: noContent, ...problemResponses(...changeProblems) },
      },
    },
    async ({ caller, params }, reply) => {
      await removeRecording(service, { caller, id: params.id, attempt: 'delete the recording' });
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/:id/retry',
    {
      config: { access: 'owner' },
      schema: {
        operationId: 'retryRecording',
        tags,
        summary: 'Have a recording that failed tried again',
        params: idParams,
        response: {
          202: recordingSchema,
          ...problemResponses(...changeProblems, 'Conflict', 'RecordingNotFailed', 'ClipLimitReached'),
        },
      },
    },
    async ({ caller, params }, reply) => {
      const request = { caller, id: params.id, attempt: 'try the recording again' };
      return reply.code(202).send(await answers.one(await retryRecording(service, request)));
    },
  );
};
