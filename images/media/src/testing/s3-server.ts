/**
 * A real S3 server for a test: MinIO or versitygw on a free loopback port, its data in a temporary directory. The binaries are
 * the ones that `make tools` builds, in `${XDG_CACHE_HOME:-$HOME/.cache}/kubecast/bin`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { StoreCredentials } from '../credential-files.ts';
import { ObjectStore } from '../object-store.ts';
import type { TranscoderConfig } from '../transcoder-config.ts';

export type S3Program = 'minio' | 'versitygw';

export interface S3Server {
  readonly location: TranscoderConfig['objectStore'];
  readonly credentials: () => Promise<StoreCredentials>;
  /** A client of the server's bucket, or of another one. */
  readonly open: (bucket?: string) => ObjectStore;
  /** Makes another bucket. */
  readonly createBucket: (bucket: string) => Promise<void>;
  /** Freezes the server: connections are accepted by the kernel and never answered. */
  readonly pause: () => void;
  readonly resume: () => void;
  readonly stop: () => Promise<void>;
}

const accessKeyId = 'kubecast';
const secretAccessKey = 'kubecast-secret';
const readyTimeoutMs = 20_000;

const binary = (program: S3Program): string =>
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'kubecast', 'bin', program);

/** Below those that the system gives to whoever asks for any, each connection among them (Linux: from 32,768 on). */
const quietPorts = { from: 10_000, below: 30_000 } as const;

const isFree = async (port: number): Promise<boolean> => {
  const server = createServer().listen(port, '127.0.0.1');
  const isListening = await once(server, 'listening').then(
    () => true,
    () => false,
  );
  if (isListening) await once(server.close(), 'close');
  return isListening;
};

/** A TCP port that is free now, and that nobody is given by chance before it is used. */
export const freePort = async (): Promise<number> => {
  const port = randomInt(quietPorts.from, quietPorts.below);
  return (await isFree(port)) ? port : freePort();
};

const argumentsFor = (program: S3Program, address: string, directory: string): string[] =>
  program === 'minio'
    ? ['server', directory, '--address', address, '--quiet']
    : ['--port', address, '--access', accessKeyId, '--secret', secretAccessKey, 'posix', directory];

const start = (program: S3Program, address: string, directory: string): ChildProcess =>
  spawn(binary(program), argumentsFor(program, address, directory), {
    stdio: 'ignore',
    env: { ...process.env, MINIO_ROOT_USER: accessKeyId, MINIO_ROOT_PASSWORD: secretAccessKey },
  });

const createBucket = async (client: S3Client, bucket: string): Promise<void> => {
  const deadline = Date.now() + readyTimeoutMs;
  for (;;) {
    try {
      await client.send(new CreateBucketCommand({ Bucket: bucket }));
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(50);
    }
  }
};

/** Starts a server with an empty bucket, at an address of this host, and waits until it answers. */
export const startS3Server = async (program: S3Program, host = '127.0.0.1'): Promise<S3Server> => {
  const directory = await mkdtemp(join(tmpdir(), `${program}-`));
  const address = `${host}:${await freePort()}`;
  const child = start(program, address, directory);
  const location = { endpoint: `http://${address}`, region: 'us-east-1', forcePathStyle: true, bucket: 'live' };
  const credentials = async () => ({ accessKeyId, secretAccessKey, expiration: new Date(0) });
  const makeBucket = (bucket: string): Promise<void> => {
    const client = new S3Client({ ...location, credentials, maxAttempts: 1 });
    return createBucket(client, bucket).finally(() => client.destroy());
  };
  const stop = async (): Promise<void> => {
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await closed;
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await makeBucket(location.bucket);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    location,
    credentials,
    open: (bucket = location.bucket) => new ObjectStore({ location: { ...location, bucket }, credentials }),
    createBucket: makeBucket,
    pause: () => child.kill('SIGSTOP'),
    resume: () => child.kill('SIGCONT'),
    stop,
  };
};
