/** What the plugins of `/api/recordings` share. */
import type { Static } from 'typebox';
import type { ApiConfiguration } from '../../api-configuration.ts';
import type { Dependencies } from '../../dependencies.ts';
import { findPublications } from './publications-repository.ts';
import type { Recording } from './recording.ts';
import { recordingAnswer } from './recording-answer.ts';
import type { RecordingsService } from './recordings-service.ts';
import type { recordingSchema } from './schemas.ts';

/** What the routes work with. */
export const serviceOf = (
  config: Pick<ApiConfiguration, 'KUBECAST_STREAMS_NAMESPACE' | 'KUBECAST_SHARD'>,
  { databases, cluster, now }: Pick<Dependencies, 'databases' | 'cluster' | 'now'>,
): RecordingsService => ({
  databases,
  cluster,
  namespace: config.KUBECAST_STREAMS_NAMESPACE,
  shard: config.KUBECAST_SHARD,
  now,
});

/** How recordings are answered: with their videos and their owners' names. */
export const recordingAnswers = (service: RecordingsService) => {
  const many = async (recordings: readonly Recording[]): Promise<Static<typeof recordingSchema>[]> => {
    const publications = await findPublications(service.databases.vod, recordings);
    return recordings.map((recording) => recordingAnswer(recording, publications.get(recording.id), service.namespace));
  };
  const one = async (recording: Recording): Promise<Static<typeof recordingSchema>> => {
    const publications = await findPublications(service.databases.vod, [recording]);
    return recordingAnswer(recording, publications.get(recording.id), service.namespace);
  };
  return { many, one };
};
