import type { Routes } from '../../route-options.ts';
import { idParams } from '../../schemas/id-params.ts';
import { problemResponses } from '../../schemas/problem-responses.ts';
import { endStream } from './change-stream.ts';
import { managedProblems, serviceOf, streamAnswers } from './route-parts.ts';
import { ingestSchema, streamSchema } from './schemas.ts';
import { readIngest, rotateKey } from './stream-ingest.ts';

const tags = ['streams'];

const response = {
  200: ingestSchema,
  ...problemResponses(...managedProblems, 'KeyManagedElsewhere', 'IngestNotReady'),
};

/** Where the owner's encoder streams to, its key (what these two answer is kept by no cache), and the end of its session. */
export const ingestRoutes: Routes = async (app, { config, dependencies }) => {
  const service = serviceOf(config, dependencies);
  const answers = streamAnswers(service, dependencies);

  app.get(
    '/:id/ingest',
    {
      config: { access: 'owner' },
      schema: {
        operationId: 'readIngest',
        tags,
        summary: 'Read where to stream to, in both forms that OBS takes, with the secret key',
        params: idParams,
        response,
      },
    },
    async ({ caller, params }, reply) => {
      const ingest = await readIngest(service, { caller, id: params.id, attempt: 'read the address' });
      return reply.header('Cache-Control', 'no-store').send(ingest);
    },
  );

  app.post(
    '/:id/key',
    {
      config: { access: 'owner' },
      schema: {
        operationId: 'rotateKey',
        tags,
        summary: 'Replace the key: the next connect needs the new one, the running session goes on',
        params: idParams,
        response,
      },
    },
    async ({ caller, params, log }, reply) => {
      const ingest = await rotateKey(service, { caller, id: params.id, attempt: 'replace the key' });
      log.info({ stream: params.id }, 'Replacing a key');
      return reply.header('Cache-Control', 'no-store').send(ingest);
    },
  );

  app.post(
    '/:id/end',
    {
      config: { access: 'owner' },
      schema: {
        operationId: 'endStream',
        tags,
        summary: 'End the session: no encoder gets in until `suspended` is false again',
        params: idParams,
        response: { 200: streamSchema, ...problemResponses(...managedProblems) },
      },
    },
    async ({ caller, params }) =>
      answers.changed(await endStream(service, { caller, id: params.id, attempt: 'end the stream' })),
  );
};
