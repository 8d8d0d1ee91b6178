/**
 * The api as a process of its own, for benches: the real app, its logs and its limits included, over a Postgres that is there.
 * Without the cluster's side of it: nothing is projected meanwhile.
 *
 *   api-server.ts '<PostgresPlace as JSON>'     sends its address to its parent once it listens; leaves when the parent disconnects
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { PostgresAccess } from '@kubecast/api/src/database/connection-settings.ts';
import { openDatabases } from '@kubecast/api/src/database/open-databases.ts';
import { buildTestApp, testConfiguration } from '@kubecast/api/src/testing/test-app.ts';
import { createLogger } from '@kubecast/media/logger';

interface PostgresPlace {
  readonly location: PostgresAccess['location'];
  readonly password: string;
}

/** Limits are looked at, and nobody reaches them. */
const config = { KUBECAST_REQUESTS_PER_MINUTE: 1_000_000_000, KUBECAST_TRUSTED_PROXIES: 1 };

export interface ApiServer {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts it; the caller stops it. Its log goes nowhere. */
export const startApiServer = async ({ location, password }: PostgresAccess): Promise<ApiServer> => {
  const place: PostgresPlace = { location, password: await password() };
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
  const child: ChildProcess = fork(import.meta.filename, [JSON.stringify(place)], { stdio: [...stdio] });
  const over = once(child, 'exit');
  const failed = over.then(([code]) => Promise.reject(new Error(`The api ended with ${code}`)));
  const [url] = await Promise.race([once(child, 'message'), failed]);
  failed.catch(() => undefined);
  const stop = async (): Promise<void> => {
    child.disconnect();
    await over;
  };
  return { url: String(url), stop };
};

const serve = async (words: string): Promise<void> => {
  const { location, password }: PostgresPlace = JSON.parse(words);
  const logger = createLogger('api');
  const { poolSize } = testConfiguration.KUBECAST_POSTGRES;
  const { databases, close } = openDatabases({
    access: { location, password: async () => password },
    poolSize,
    logger,
  });
  const api = await buildTestApp({ postgres: { databases, admin: databases }, config, dependencies: { logger } });
  process.send?.(await api.app.listen({ port: 0, host: '127.0.0.1' }));
  await once(process, 'disconnect');
  await api.close();
  await close();
};

if (import.meta.main) await serve(process.argv[2] ?? '');
