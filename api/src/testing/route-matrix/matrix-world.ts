/** What the matrix's requests are about, over a real API server, Postgres and S3 server. All of it is one user's. */
import { randomUUID } from 'node:crypto';
import { annotations } from '@kubecast/crds/names';
import { type S3Server, startS3Server } from '@kubecast/media/testing/s3-server';
import { projectLiveStream } from '../../projection/project-live-stream.ts';
import { projectRecording } from '../../projection/project-recording.ts';
import { conditionOf, testSession } from '../../projection/testing/resources.ts';
import { applyRecording, tellRecording } from '../../projection/testing/running-projection.ts';
import type { StreamName } from '../../routes/streams/stream.ts';
import {
  applyStream,
  makeKey,
  openStreamsBed,
  type StreamsBed,
  tellStatus,
} from '../../routes/streams/testing/streams-bed.ts';
import { addVideo } from '../add-video.ts';
import type { TestApp } from '../test-app.ts';
import { type MatrixCallers, makeCallers } from './matrix-callers.ts';

/** In every word of what strangers may not see, and in nothing else. */
export const hiddenWord = 'hushhush';
const shownWord = 'broadcast';

/** A later hour of the day of which the sessions of tests are. */
const now = new Date('2026-11-22T20:00:00Z');
const session = { id: testSession, startedAt: '2026-11-22T18:05:00Z', endedAt: '2026-11-22T19:05:00Z' };
/** Of the session. */
export const clipRange = { from: '2026-11-22T18:10:00Z', to: '2026-11-22T18:15:00Z' } as const;

export type StreamVisibility = 'public' | 'private';
export type VideoVisibility = StreamVisibility | 'unlisted';

export interface MatrixStream extends StreamName {
  readonly id: string;
}

export interface MatrixWorld extends AsyncDisposable {
  readonly api: TestApp;
  readonly callers: MatrixCallers;
  readonly addNamedStream: (visibility: StreamVisibility) => Promise<MatrixStream>;
  /** This and what follows answer the id. */
  readonly addStream: (visibility: StreamVisibility) => Promise<string>;
  /** One that failed. */
  readonly addRecording: (visibility: StreamVisibility) => Promise<string>;
  readonly addVideo: (visibility: VideoVisibility, ...tags: readonly string[]) => Promise<string>;
  /** Puts a video's file where a service would; the id is one of its own. */
  readonly uploadVideo: () => Promise<string>;
}

const wordFor = (visibility: VideoVisibility): string => (visibility === 'public' ? shownWord : hiddenWord);

const newName = (): string => `matrix-${randomUUID().slice(0, 8)}`;

const crdVisibility = { public: 'Public', private: 'Private' } as const;

/** As after a session: with its address, its key and its row. */
const streamAdder =
  (bed: StreamsBed, ownerId: string): MatrixWorld['addNamedStream'] =>
  async (visibility) => {
    const { namespace, postgres } = bed;
    const metadata = { name: newName(), namespace, annotations: { [annotations.owner]: ownerId } };
    const spec = { title: wordFor(visibility), visibility: crdVisibility[visibility] };
    const liveStream = await applyStream(bed, metadata, spec);
    await makeKey(bed, liveStream);
    const ingest = { host: '192.0.2.7', port: 8890, streamId: `${metadata.name}-id` };
    await projectLiveStream(postgres.databases.streams, await tellStatus(bed, liveStream, { ingest, session }));
    return { id: liveStream.metadata.uid, namespace, name: metadata.name };
  };

const failed = {
  conditions: [conditionOf('Ready', 'False', 'Failed'), conditionOf('Failed', 'True', 'NoMedia')],
};

type Stores = TestApp['dependencies']['stores'];

/** Whatever its video is to be, a recording is its owner's alone. */
const recordingAdder =
  (bed: StreamsBed, stores: Stores, owner: string): MatrixWorld['addRecording'] =>
  async (visibility) => {
    const { client, namespace, postgres } = bed;
    const cluster = { client, namespace, databases: postgres.databases, stores };
    const source = { liveStream: 'matrix', session: testSession };
    const spec = { source, owner, title: hiddenWord, visibility: crdVisibility[visibility] };
    const recording = await applyRecording(cluster, newName(), spec);
    await projectRecording(postgres.databases.recordings, await tellRecording(cluster, recording, failed));
    return recording.metadata.uid;
  };

const videoUploader =
  ({ videos }: Stores): MatrixWorld['uploadVideo'] =>
  async () => {
    const id = randomUUID();
    await videos.put(`${id}/video.mp4`, Buffer.from('\0\0\0\x18ftypiso5'), { contentType: 'video/mp4' });
    return id;
  };

const videoAdder =
  (bed: StreamsBed, ownerId: string, upload: MatrixWorld['uploadVideo']): MatrixWorld['addVideo'] =>
  async (visibility, ...tags) => {
    const word = wordFor(visibility);
    const words = { title: word, description: word, category: word, tags: [word, ...tags] };
    return addVideo(bed.postgres.admin.vod, { id: await upload(), ownerId, visibility, ...words });
  };

const openStores = async (server: S3Server) => {
  await Promise.all([server.createBucket('recordings'), server.createBucket('vod-videos')]);
  return { recordings: server.open('recordings'), videos: server.open('vod-videos') };
};

/** The caller disposes it. */
export const openMatrixWorld = async (): Promise<MatrixWorld> => {
  const [bed, server] = await Promise.all([openStreamsBed('matrix'), startS3Server('minio')]);
  const stores = await openStores(server);
  const config = { ...bed.api.config, KUBECAST_STREAMS_PER_USER: 100 };
  const api = await bed.replica({ config, stores, now: () => now });
  const callers = await makeCallers(api);
  const uploadVideo = videoUploader(stores);
  const addNamedStream = streamAdder(bed, callers.owner.id);
  const close = async (): Promise<void> => {
    await api.close();
    for (const store of Object.values(stores)) store.close();
    await Promise.all([bed[Symbol.asyncDispose](), server.stop()]);
  };
  return {
    api,
    callers,
    addNamedStream,
    addStream: async (visibility) => (await addNamedStream(visibility)).id,
    addRecording: recordingAdder(bed, stores, callers.owner.id),
    addVideo: videoAdder(bed, callers.owner.id, uploadVideo),
    uploadVideo,
    [Symbol.asyncDispose]: close,
  };
};
