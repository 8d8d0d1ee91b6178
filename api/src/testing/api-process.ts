/** The real program as a process of its own, for tests of how it starts and ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '@kubecast/media/testing/s3-server';
import { testKubeconfigFile } from '@kubecast/runtime/testing/test-cluster';
import type { TestPostgres } from './postgres.ts';

export interface ApiProcessOptions {
  readonly postgres: Pick<TestPostgres, 'access' | 'secretsDirectory'>;
  /** What it watches, and where its Lease is. */
  readonly namespace: string;
  /** Over the environment that it has otherwise. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface ApiProcess extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly healthUrl: string;
  readonly child: ChildProcess;
  /** What it wrote so far: its log. */
  readonly output: () => string;
  /** Resolves with the exit code when it has ended; null for a signal that it did not take. */
  readonly exited: Promise<number | null>;
}

const main = join(import.meta.dirname, '../main.ts');

/** Adds to a directory of secrets what Postgres' fixture does not put there. */
export const writeApiSecrets = async (directory: string): Promise<void> => {
  const key = (letter: string): string => letter.repeat(40);
  const files = { accessTokenKeys: key('a'), internalApiKeys: key('i'), grantKey: key('g') };
  const store = { accessKeyId: 'nobody', secretAccessKey: 'nothing' };
  for (const [name, text] of Object.entries({ ...files, ...store })) await writeFile(join(directory, name), text);
};

const environmentOf = ({ postgres, namespace, environment }: ApiProcessOptions): NodeJS.ProcessEnv => {
  const { host, port, user } = postgres.access.location;
  const store = { endpoint: 'http://127.0.0.1:1', region: 'nowhere', forcePathStyle: true, bucket: 'live-segments' };
  return {
    PATH: process.env.PATH,
    KUBECONFIG: testKubeconfigFile(),
    KUBECAST_POSTGRES: JSON.stringify({ host, port, user, poolSize: 3 }),
    KUBECAST_OBJECT_STORE: JSON.stringify(store),
    KUBECAST_WATCH_NAMESPACES: namespace,
    KUBECAST_REQUESTS_PER_MINUTE: '0',
    KUBECAST_SECRETS_DIRECTORY: postgres.secretsDirectory,
    POD_NAMESPACE: namespace,
    ...environment,
  };
};

/** Starts it; it is ready a little later. Disposing ends it at once. */
export const startApiProcess = async (name: string, options: ApiProcessOptions): Promise<ApiProcess> => {
  const [port, healthPort] = [await freePort(), await freePort()];
  const ports = { KUBECAST_HTTP_PORT: String(port), KUBECAST_HEALTH_PORT: String(healthPort) };
  const env = { ...environmentOf(options), ...ports, POD_NAME: name };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const exited = once(child, 'exit').then(([code]): number | null => (typeof code === 'number' ? code : null));
  return {
    url: `http://127.0.0.1:${port}`,
    healthUrl: `http://127.0.0.1:${healthPort}`,
    child,
    output: () => output,
    exited,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
};
