import { createCreationTurns } from '../../access/creation-turns.ts';
import type { Routes } from '../../route-options.ts';
import { problemResponses } from '../../schemas/problem-responses.ts';
import { createStream } from './create-stream.ts';
import { builtInLadders } from './ladder-presets.ts';
import { listStreamsPage } from './list-streams.ts';
import { createOfferedLadders } from './offered-ladders.ts';
import { serviceOf, signingOf, streamAnswers } from './route-parts.ts';
import { createStreamBody, listStreamsQuery, presetsSchema, streamListSchema, streamSchema } from './schemas.ts';
import { streamSummary } from './stream-answer.ts';

const tags = ['streams'];

/** The list, and what makes new streams. */
export const collectionRoutes: Routes = async (app, { config, dependencies }) => {
  const { cluster, now } = dependencies;
  const service = serviceOf(config, dependencies);
  const answers = streamAnswers(service, dependencies);
  const { KUBECAST_STREAMS_PER_USER: streamsPerUser, KUBECAST_LADDERS: presets = builtInLadders } = config;
  const creation = {
    service,
    shard: config.KUBECAST_SHARD,
    streamsPerUser,
    presets,
    defaultRenditions: config.KUBECAST_LADDERS?.[0]?.renditions,
    inTurn: createCreationTurns(service.pool),
  };
  const offeredLadders = createOfferedLadders({ cluster, presets, now });

  app.get(
    '',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listStreams',
        tags,
        summary: 'List streams: those that are live first, then the newest',
        description: 'Public ones; with `owner=me` all of one’s own. Administrators see all.',
        querystring: listStreamsQuery,
        response: { 200: streamListSchema, ...problemResponses('CursorInvalid', 'NotLoggedIn') },
      },
    },
    async ({ caller, query }) => {
      const { streams, nextCursor } = await listStreamsPage(service, { caller, ...query });
      const signing = signingOf(dependencies);
      return { items: streams.map((stream) => streamSummary(stream, signing)), nextCursor };
    },
  );

  app.post(
    '',
    {
      config: { access: 'user' },
      schema: {
        operationId: 'createStream',
        tags,
        summary: 'Create a stream of one’s own: an encoder may connect some seconds later',
        body: createStreamBody,
        response: {
          201: streamSchema,
          ...problemResponses('StreamLimitReached', 'ClusterRefuses', 'ClusterUnavailable', 'NotFound'),
        },
      },
    },
    async ({ caller, body }, reply) => {
      const liveStream = await createStream(creation, caller, body);
      const stream = await answers.changed(liveStream);
      return reply.code(201).header('Location', `/api/streams/${stream.id}`).send(stream);
    },
  );

  app.get(
    '/presets',
    {
      config: { access: 'user' },
      schema: {
        operationId: 'listLadders',
        tags,
        summary: 'List ladders to choose from, and whether the cluster has a node for each',
        response: { 200: presetsSchema, ...problemResponses('ClusterUnavailable') },
      },
    },
    async () => ({
      items: (await offeredLadders()).map((ladder) => ({ ...ladder, renditions: [...ladder.renditions] })),
    }),
  );
};
