/**
 * The command behind `make download`: a recording's video into a file, with nothing but kubectl. The store's credentials
 * are read from the release's Secret, and never shown.
 *
 *   download-recording.ts --recording NAME --namespace NAME --file FILE --release NAME --system-namespace NAME
 */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { ObjectStore } from '@kubecast/media/object-store';
import { z } from 'zod';
import { forwardPort } from '../e2e/src/port-forward.ts';
import { kubectl } from '../e2e/src/stream-credentials.ts';
import { type RecordedVideo, recordedVideoOf } from './recorded-video.ts';
import { type ReleaseStore, releaseStoreOf } from './release-store.ts';

const text = { type: 'string' } as const;
const optionsSchema = z.object({
  recording: z.string(),
  namespace: z.string(),
  file: z.string(),
  release: z.string(),
  'system-namespace': z.string(),
});
type Options = z.infer<typeof optionsSchema>;

const readOptions = (): Options =>
  optionsSchema.parse(
    parseArgs({ options: { recording: text, namespace: text, file: text, release: text, 'system-namespace': text } })
      .values,
  );

const readObject = async (namespace: string, ...object: readonly string[]): Promise<unknown> =>
  JSON.parse(await kubectl('get', ...object, '--namespace', namespace, '--output', 'json'));

const secretSchema = z.object({ data: z.object({ accessKeyId: z.base64(), secretAccessKey: z.base64() }) });
const decoded = (value: string): string => Buffer.from(value, 'base64').toString('utf8');

const readCredentials = async (namespace: string, { secretName }: ReleaseStore) => {
  const { data } = secretSchema.parse(await readObject(namespace, 'secret', secretName));
  return { accessKeyId: decoded(data.accessKeyId), secretAccessKey: decoded(data.secretAccessKey) };
};

/** How this host reaches the store: by a port that kubectl forwards where it is inside the cluster. */
const openEndpoint = async ({ endpoint, service }: ReleaseStore) => {
  if (!service) return { url: endpoint, stop: async () => {} };
  return forwardPort(service.namespace, `service/${service.name}`, service.port);
};

const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);

/** Passes bytes on, and says how far it has come at each percent. */
const progressOf = (totalBytes: number): Transform => {
  let bytes = 0;
  let percent = -1;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      const now = Math.floor((bytes / totalBytes) * 100);
      if (now > percent) process.stdout.write(`\r${mebibytes(bytes)} of ${mebibytes(totalBytes)} MiB, ${now} %  `);
      percent = now;
      done(undefined, chunk);
    },
  });
};

/** Leaves the whole video or nothing: the file gets its name when it is complete. */
const save = async (store: ObjectStore, video: RecordedVideo, file: string, signal: AbortSignal): Promise<void> => {
  const object = await store.get(video.key, { signal });
  if (!object) throw new Error(`The bucket ${video.bucket} has no ${video.key}: somebody deleted it`);
  const unfinished = `${file}.part`;
  try {
    await pipeline(object.body, progressOf(object.size), createWriteStream(unfinished), { signal });
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
};

const download = async (options: Options, signal: AbortSignal): Promise<void> => {
  const video = recordedVideoOf(await readObject(options.namespace, 'recording', options.recording));
  const system = options['system-namespace'];
  const release = releaseStoreOf(await readObject(system, 'deployment', `${options.release}-operator`));
  const credentials = await readCredentials(system, release);
  const endpoint = await openEndpoint(release);
  const store = new ObjectStore({
    location: { ...release, endpoint: endpoint.url, bucket: video.bucket },
    credentials: async () => ({ ...credentials, expiration: new Date(0) }),
  });
  try {
    await save(store, video, options.file, signal);
    console.log(`\n${options.file}`);
  } finally {
    store.close();
    await endpoint.stop();
  }
};

const leaving = new AbortController();
process.once('SIGINT', () => leaving.abort()).once('SIGTERM', () => leaving.abort());
try {
  await download(readOptions(), leaving.signal);
} catch (error) {
  const words = leaving.signal.aborted ? 'cut off, nothing is left of the file' : error;
  console.error(`\ndownload: ${words instanceof Error ? words.message : String(words)}`);
  process.exitCode = 1;
}
