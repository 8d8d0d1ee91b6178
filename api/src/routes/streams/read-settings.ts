import type { LiveStream } from '@kubecast/crds/livestream';
import { ApiError as ClusterError } from '@kubecast/runtime/api-error';
import { NetworkError } from '@kubecast/runtime/transport-error';
import type { FastifyBaseLogger } from 'fastify';
import type { Stream } from './stream.ts';
import { readResource, type StreamRequest, type StreamsService } from './streams-service.ts';

export interface SettingsRequest {
  readonly stream: Stream;
  readonly request: StreamRequest;
  readonly log: FastifyBaseLogger;
}

/**
 * The resource with the stream's settings; undefined while Kubernetes does not answer or does not let the api look: the rest of
 * the stream is known without. @throws ApiError NotFound when it is gone
 */
export const readSettings = async (
  service: StreamsService,
  { stream, request, log }: SettingsRequest,
): Promise<LiveStream | undefined> => {
  try {
    return await readResource(service, stream, request);
  } catch (error) {
    if (!(error instanceof ClusterError || error instanceof NetworkError)) throw error;
    log.warn({ err: error }, 'Reading a stream without its settings');
    return undefined;
  }
};
