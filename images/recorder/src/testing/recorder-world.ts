/** A made session on a real S3 server, and recorders of it as processes that can be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Upload } from '@kubecast/media/multipart-uploads';
import type { ObjectStore } from '@kubecast/media/object-store';
import { type RecorderConfig, type RecorderOutcome, recorderOutcomeSchema } from '@kubecast/media/recorder-config';
import { recordingPrefix } from '@kubecast/media/recording-keys';
import { type RecordingResult, recordingResultSchema } from '@kubecast/media/recording-result';
import { type MadeSession, makeSession } from '@kubecast/media/testing/made-session';
import { type S3Server, startS3Server } from '@kubecast/media/testing/s3-server';
import { startTcpRelay, type TcpRelay } from '@kubecast/media/testing/tcp-relay';
import { recorderConfig } from './recorder-config.ts';
import type { RecorderProcessOptions } from './recorder-process.ts';

const program = fileURLToPath(new URL('./recorder-process.ts', import.meta.url));
const stream = { namespace: 'live', stream: 'demo' };
/** 24 s make some 20 MB: two parts of an upload. */
const rendition = { name: '360p', width: 640, height: 360, videoBitrateKbps: 6500 };

export interface RecorderRun {
  readonly child: ChildProcess;
  /** Resolves at a log line with these words, `times` of them; rejects when the recorder ends without. */
  readonly said: (words: string, times?: number) => Promise<void>;
  /** Exit code, null when it was killed; what it left as termination message. */
  readonly ended: Promise<{ readonly code: number | null; readonly outcome: RecorderOutcome | undefined }>;
  readonly lines: readonly string[];
}

type RunChange = Partial<Pick<RecorderProcessOptions, 'killAt' | 'patienceMs'>> & {
  readonly config?: Partial<RecorderConfig>;
  readonly secretAccessKey?: string;
  /** In the directories of the one before, as a container that is started again. */
  readonly inSamePod?: boolean;
};

/** Follows what a process logs. */
const followLines = (child: ChildProcess, lines: string[]): RecorderRun['said'] => {
  const heard = new Set<() => void>();
  const { stdout } = child;
  if (!stdout) throw new Error('The recorder has no log');
  createInterface(stdout).on('line', (line) => {
    lines.push(line);
    for (const check of heard) check();
  });
  return (words, times = 1) =>
    new Promise((resolve, reject) => {
      const check = (): void => {
        if (lines.filter((line) => line.includes(words)).length >= times) resolve();
      };
      heard.add(check);
      child.once('close', () => reject(new Error(`It never said ${words}:\n${lines.join('\n')}`)));
      check();
    });
};

export class RecorderWorld {
  readonly server: S3Server;
  readonly relay: TcpRelay;
  readonly live: ObjectStore;
  readonly recordings: ObjectStore;
  readonly session: MadeSession;
  readonly #directory: string;
  readonly #children = new Set<ChildProcess>();
  #runs = 0;

  private constructor(server: S3Server, relay: TcpRelay, session: MadeSession, directory: string) {
    this.server = server;
    this.relay = relay;
    this.live = server.open();
    this.recordings = server.open('recordings');
    this.session = session;
    this.#directory = directory;
  }

  /** Two epochs of 12 s with a gap of 5 s between them. */
  static async open(): Promise<RecorderWorld> {
    const server = await startS3Server('minio');
    await server.createBucket('recordings');
    await server.createBucket('empty');
    const relay = await startTcpRelay(Number(new URL(server.location.endpoint).port));
    const store = server.open();
    const epochs = [{ seconds: 12 }, { seconds: 12, afterGapSeconds: 5 }];
    const session = await makeSession({ store, stream, epochs, renditions: [rendition] });
    store.close();
    return new RecorderWorld(server, relay, session, await mkdtemp(join(tmpdir(), 'recorder-')));
  }

  config(change: Partial<RecorderConfig> = {}): RecorderConfig {
    const { session } = this.session;
    const objectStore = { ...this.server.location, endpoint: `http://127.0.0.1:${this.relay.port}` };
    return recorderConfig({ ...stream, session, recording: `demo-${session}`, objectStore, ...change });
  }

  /** Below it, all objects of the recording. */
  get prefix(): string {
    return recordingPrefix(this.config());
  }

  async start({ config, secretAccessKey, inSamePod, ...change }: RunChange = {}): Promise<RecorderRun> {
    if (!inSamePod) this.#runs += 1;
    const directory = join(this.#directory, String(this.#runs));
    const directories = { secrets: join(directory, 'secrets'), work: join(directory, 'work') };
    await this.#writeSecrets(directories.secrets, secretAccessKey);
    const terminationLog = join(directory, 'termination-log');
    const options: RecorderProcessOptions = {
      config: this.config(config),
      directories,
      terminationLog,
      port: 0,
      ...change,
    };
    const child = spawn(process.execPath, [program, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#children.add(child);
    const lines: string[] = [];
    const said = followLines(child, lines);
    const ended = once(child, 'close').then(async () => {
      const word = await readFile(terminationLog, 'utf8').catch(() => undefined);
      return {
        code: child.exitCode,
        outcome: word === undefined ? undefined : recorderOutcomeSchema.parse(JSON.parse(word)),
      };
    });
    return { child, said, ended, lines };
  }

  /** Runs one to its end. */
  async run(change: RunChange = {}) {
    return (await this.start(change)).ended;
  }

  async result(): Promise<RecordingResult> {
    return recordingResultSchema.parse(JSON.parse(String(await this.recordings.read(`${this.prefix}recording.json`))));
  }

  /** Each object of the recording with its ETag. */
  async stored(): Promise<readonly string[]> {
    const found: string[] = [];
    for await (const { key } of this.recordings.list(this.prefix)) {
      found.push(`${key.slice(this.prefix.length)} ${(await this.recordings.head(key))?.etag}`);
    }
    return found;
  }

  /** Uploads that nobody completed or aborted. */
  leftUploads(): Promise<readonly Upload[]> {
    return this.recordings.uploads.list(`${this.prefix}video.mp4`);
  }

  /** Ends its recorders, and deletes the recording. */
  async reset(): Promise<void> {
    await this.#endRecorders();
    this.relay.restore();
    for await (const { key } of this.recordings.list('')) await this.recordings.delete(key);
    for (const upload of await this.leftUploads()) await this.recordings.uploads.abort(upload);
  }

  async close(): Promise<void> {
    await this.#endRecorders();
    this.live.close();
    this.recordings.close();
    await this.relay.close();
    await this.server.stop();
    // A tool of a killed recorder may write for a moment longer.
    await rm(this.#directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  /** Resolves when the last of them is gone. */
  async #endRecorders(): Promise<void> {
    const running = [...this.#children].filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    const ended = running.map((child) => once(child, 'exit'));
    for (const child of running) child.kill('SIGKILL');
    await Promise.all(ended);
    this.#children.clear();
  }

  async #writeSecrets(directory: string, secretAccessKey: string | undefined): Promise<void> {
    await mkdir(directory, { recursive: true });
    const { expiration: _, ...credentials } = await this.server.credentials();
    const secrets = { ...credentials, ...(secretAccessKey && { secretAccessKey }), progressToken: 'the-token' };
    await Promise.all(Object.entries(secrets).map(([name, value]) => writeFile(join(directory, name), String(value))));
  }
}
