/**
 * The command behind `make download`: a recording's video into a file, with nothing but kubectl. The store's credentials
 * are read from the release's Secret, and never shown. It needs the rights to get the Recording, and in the release's namespace
 * to get the operator's Deployment and the store's Secret, and to forward a port to the store: an administrator's.
 *
 *   download-recording.ts --recording NAME --namespace NAME --file FILE --release NAME --system-namespace NAME
 */
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ObjectStore } from '@kubecast/media/object-store';
import { z } from 'zod';
import { forwardPort } from '../e2e/src/port-forward.ts';
import { kubectl } from '../e2e/src/stream-credentials.ts';
import { recordedVideoOf } from './recorded-video.ts';
import { type ReleaseStore, releaseStoreOf } from './release-store.ts';
import { type StoreConnection, saveObject } from './save-object.ts';

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

/** Says how far it has come: over itself at each percent on a terminal, else a line each ten. */
const sayProgress = () => {
  const { isTTY } = process.stdout;
  const step = isTTY ? 1 : 10;
  let said = -1;
  return (bytes: number, total: number): void => {
    const percent = Math.floor((bytes / total) * 100);
    if (percent < said + step && said >= 0) return;
    said = percent - (percent % step);
    const words = `${mebibytes(bytes)} of ${mebibytes(total)} MiB, ${percent} %`;
    process.stdout.write(isTTY ? `\r${words}  ` : `${words}\n`);
  };
};

const longestPauseMs = 30_000;

const pauseUntil =
  (signal: AbortSignal) =>
  async (failures: number, error: unknown): Promise<void> => {
    console.error(`\n${error instanceof Error ? error.message : String(error)}; trying again`);
    await delay(Math.min(500 * 2 ** failures, longestPauseMs), undefined, { signal });
  };

const download = async ({ file, ...options }: Options, signal: AbortSignal): Promise<void> => {
  if (existsSync(file)) throw new Error(`${file} is there already: remove it, or name another with FILE=`);
  const video = recordedVideoOf(await readObject(options.namespace, 'recording', options.recording));
  const system = options['system-namespace'];
  const release = releaseStoreOf(await readObject(system, 'deployment', `${options.release}-operator`));
  const credentials = await readCredentials(system, release);
  const connect = async (): Promise<StoreConnection> => {
    const endpoint = await openEndpoint(release);
    const store = new ObjectStore({
      location: { ...release, endpoint: endpoint.url, bucket: video.bucket },
      credentials: async () => ({ ...credentials, expiration: new Date(0) }),
    });
    const close = async (): Promise<void> => {
      store.close();
      await endpoint.stop();
    };
    return { store, close };
  };
  await saveObject({ connect, key: video.key, file, signal, onProgress: sayProgress(), pause: pauseUntil(signal) });
  console.log(`${process.stdout.isTTY ? '\n' : ''}${file}`);
};

const leaving = new AbortController();
process.once('SIGINT', () => leaving.abort()).once('SIGTERM', () => leaving.abort());
try {
  await download(readOptions(), leaving.signal);
} catch (error) {
  const words = leaving.signal.aborted ? 'cut off; the same command goes on where it ended' : error;
  console.error(`\ndownload: ${words instanceof Error ? words.message : String(words)}`);
  process.exitCode = 1;
}
