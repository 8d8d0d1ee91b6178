/** What the plugins of `/api/streams` share. */
import type { LiveStream } from '@kubecast/crds/livestream';
import type { FastifyBaseLogger } from 'fastify';
import { isOwner } from '../../access/caller.ts';
import type { ApiConfiguration } from '../../api-configuration.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { Signing } from '../../grants/media-paths.ts';
import { readSettings } from './read-settings.ts';
import type { Stream } from './stream.ts';
import { streamDetail } from './stream-answer.ts';
import { type StreamRequest, type StreamsService, showLiveStream } from './streams-service.ts';

export const serviceOf = (
  { KUBECAST_STREAMS_NAMESPACE: namespace }: Pick<ApiConfiguration, 'KUBECAST_STREAMS_NAMESPACE'>,
  { databases, cluster }: Pick<Dependencies, 'databases' | 'cluster'>,
): StreamsService => ({ pool: databases.streams, cluster, namespace });

/** Of this moment: keys are read anew when they change. */
export const signingOf = ({ keys, now }: Pick<Dependencies, 'keys' | 'now'>): Signing => ({
  keys: keys().grantKeys,
  now: now(),
});

/** What any route may answer with that changes a stream. */
export const managedProblems = [
  'NotFound',
  'ManagedElsewhere',
  'Conflict',
  'ClusterRefuses',
  'ClusterUnavailable',
] as const;

interface Looking extends Pick<StreamRequest, 'caller' | 'attempt'> {
  readonly log: FastifyBaseLogger;
}

/** How one stream is answered: as it was read, or after its LiveStream was written. */
export const streamAnswers = (service: StreamsService, dependencies: Pick<Dependencies, 'keys' | 'now'>) => {
  const read = (stream: Stream, liveStream: LiveStream | undefined) =>
    streamDetail(stream, liveStream, { signing: signingOf(dependencies), streamsNamespace: service.namespace });
  return {
    /** To who may see it; its owner sees conditions and settings besides. */
    seen: async (stream: Stream, { caller, attempt, log }: Looking) => {
      const request = { caller, id: stream.id, attempt };
      const isOwners = isOwner(caller, stream.ownerId);
      return read(stream, isOwners ? await readSettings(service, { stream, request, log }) : undefined);
    },
    changed: async (liveStream: LiveStream) =>
      read(await showLiveStream(service, liveStream, 'show the stream'), liveStream),
  };
};
