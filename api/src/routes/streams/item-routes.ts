import type { Routes } from '../../route-options.ts';
import { idParams } from '../../schemas/id-params.ts';
import { noContent } from '../../schemas/no-content.ts';
import { problemResponses } from '../../schemas/problem-responses.ts';
import { changeStream, deleteStream } from './change-stream.ts';
import { chosenRenditions } from './chosen-renditions.ts';
import { ladderLimitOf } from './ladder-limit.ts';
import { builtInLadders } from './ladder-presets.ts';
import { managedProblems, serviceOf, streamAnswers } from './route-parts.ts';
import { changeStreamBody, streamNameParams, streamSchema } from './schemas.ts';
import { readVisible, readVisibleNamed } from './streams-service.ts';

const tags = ['streams'];

/** One stream: read, change, delete. */
export const itemRoutes: Routes = async (app, { config, dependencies }) => {
  const service = serviceOf(config, dependencies);
  const { KUBECAST_LADDERS: presets = builtInLadders } = config;
  const ladderLimit = ladderLimitOf(presets);
  const answers = streamAnswers(service, dependencies);

  app.get(
    '/:id',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'readStream',
        tags,
        summary: 'Read a stream; its owner sees conditions and settings besides',
        params: idParams,
        response: { 200: streamSchema, ...problemResponses('NotFound') },
      },
    },
    async ({ caller, params, log }) => {
      const looking = { caller, attempt: 'read the stream' };
      return answers.seen(await readVisible(service, { ...looking, id: params.id }), { ...looking, log });
    },
  );

  app.get(
    '/by-name/:namespace/:name',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'readStreamByName',
        tags,
        summary: 'Read the stream that is watched at `/live-streams/<namespace>/<name>/`',
        params: streamNameParams,
        response: { 200: streamSchema, ...problemResponses('NotFound') },
      },
    },
    async ({ caller, params, log }) => {
      const looking = { caller, attempt: 'read the stream' };
      return answers.seen(await readVisibleNamed(service, looking, params), { ...looking, log });
    },
  );

  app.patch(
    '/:id',
    {
      config: { access: 'owner' },
      schema: {
        operationId: 'changeStream',
        tags,
        summary: 'Change a stream; what needs another pod waits until it is idle, and a condition says so',
        params: idParams,
        body: changeStreamBody,
        response: { 200: streamSchema, ...problemResponses(...managedProblems) },
      },
    },
    async ({ caller, params, body }) => {
      const { generation, ...choices } = body;
      const request = { caller, id: params.id, attempt: 'change the stream' };
      const renditions = chosenRenditions(choices, presets);
      const change = { choices: { ...choices, renditions }, generation, ladderLimit };
      return answers.changed(await changeStream(service, request, change));
    },
  );

  app.delete(
    '/:id',
    {
      config: { access: 'owner' },
      schema: {
        operationId: 'deleteStream',
        tags,
        summary: 'Delete a stream; its recordings stay',
        params: idParams,
        response: { 204: noContent, ...problemResponses(...managedProblems) },
      },
    },
    async ({ caller, params }, reply) => {
      await deleteStream(service, { caller, id: params.id, attempt: 'delete the stream' });
      return reply.code(204).send(null);
    },
  );
};
