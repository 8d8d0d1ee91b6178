/** Where the owner's encoder streams to, and its key: read from the cluster for each request and kept nowhere. */
import { liveStreamConditions } from '@kubecast/crds/conditions';
import type { LiveStream } from '@kubecast/crds/livestream';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { findCondition, parseConditions } from '@kubecast/runtime/condition';
import { clusterRefusal } from '../../cluster/cluster-refusal.ts';
import { type IngestCredentials, readIngestCredentials, rotatePassphrase } from '../../cluster/ingest-secrets.ts';
import { ApiError } from '../../problems/api-error.ts';
import { type IngestAddress, type IngestForms, ingestForms } from './ingest-forms.ts';
import { readManaged, readOwnResource, type StreamRequest, type StreamsService } from './streams-service.ts';

/** The address in parts and in the forms that encoders take. */
export type Ingest = IngestAddress & IngestForms;

const notReady = (attempt: string, why: string): ApiError =>
  new ApiError('IngestNotReady', `Could not ${attempt}: ${why}; try again in a moment`, { retryAfterSeconds: 1 });

const whyNoAddress = ({ status }: LiveStream): string =>
  findCondition(parseConditions(status?.conditions), liveStreamConditions.ready)?.message ??
  'the operator has not seen the stream yet';

interface Endpoint {
  readonly host: string;
  readonly port: number;
}

const endpointOf = (liveStream: LiveStream, attempt: string): Endpoint => {
  const { host, port } = liveStream.status?.ingest ?? {};
  if (host === undefined || port === undefined) throw notReady(attempt, whyNoAddress(liveStream));
  return { host, port };
};

/** A Secret that the spec names is its maker's: the api neither shows nor changes it. */
const assertKeyManagedHere = ({ spec }: LiveStream, attempt: string): void => {
  if (spec.ingest.srt.credentialsSecretRef === undefined) return;
  const { name } = spec.ingest.srt.credentialsSecretRef;
  throw new ApiError('KeyManagedElsewhere', `Could not ${attempt}: the key is in Secret ${name}; ask who made it`);
};

type Credentials = (client: KubernetesClient, liveStream: LiveStream) => Promise<IngestCredentials | undefined>;

const ingestBy = async (find: Credentials, service: StreamsService, request: StreamRequest): Promise<Ingest> => {
  const { attempt } = request;
  const liveStream = await readOwnResource(service, await readManaged(service, request), request);
  assertKeyManagedHere(liveStream, attempt);
  const endpoint = endpointOf(liveStream, attempt);
  const credentials = await find(service.cluster, liveStream).catch((error: unknown) => {
    throw clusterRefusal(error, attempt);
  });
  if (!credentials) throw notReady(attempt, 'the operator has not made its key yet');
  const { latencyMilliseconds } = liveStream.spec.ingest.srt;
  const address = { ...endpoint, ...credentials, latencyMilliseconds };
  return { ...address, ...ingestForms(address) };
};

/** @throws ApiError as `readManaged`; KeyManagedElsewhere, IngestNotReady */
export const readIngest = (service: StreamsService, request: StreamRequest): Promise<Ingest> =>
  ingestBy(readIngestCredentials, service, request);

/** A new passphrase: the next connect needs it, the running session goes on. @throws ApiError as {@link readIngest}; Conflict */
export const rotateKey = (service: StreamsService, request: StreamRequest): Promise<Ingest> =>
  ingestBy(rotatePassphrase, service, request);
