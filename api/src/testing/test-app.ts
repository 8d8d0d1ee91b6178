/**
 * The real app over a real Postgres, for a test:
 *
 *     const postgres = await startPostgres();
 *     const api = await buildTestApp({ postgres });
 *     const ann = await api.loginAs({ username: 'ann' });
 *     const answer = await api.app.inject({ method: 'GET', url: '/api/auth/me', headers: ann.headers });
 *     await api.close();
 *
 * Nothing is limited in its rate and nobody's secret is secret. The cluster is away and the stores are in memory where the test gives none.
 */
import { randomUUID } from 'node:crypto';
import { parseGrantKeys } from '@kubecast/media/grant';
import { createLogger } from '@kubecast/media/logger';
import { readConfiguration } from '@kubecast/media/read-configuration';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import type { KubernetesClient } from '@kubecast/runtime/client';
import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import type { Role } from '../access/caller.ts';
import { type ApiConfiguration, apiConfigurationSchema } from '../api-configuration.ts';
import { buildApp } from '../app.ts';
import { createAccessTokens } from '../auth/access-tokens.ts';
import type { ApiKeys, Dependencies } from '../dependencies.ts';
import { createRealtime } from '../realtime/realtime.ts';
import type { TestPostgres } from './postgres.ts';
import { refusingCluster } from './refusing-cluster.ts';

export interface TestAppOptions {
  readonly postgres: Pick<TestPostgres, 'databases' | 'admin'>;
  readonly cluster?: KubernetesClient;
  readonly stores?: Dependencies['stores'];
  /** Over {@link testConfiguration}. */
  readonly config?: Partial<ApiConfiguration>;
  readonly now?: () => Date;
  /** Over the dependencies that are made otherwise: keys, registry, logger, ending. */
  readonly dependencies?: Partial<Dependencies>;
}

export interface TestUser {
  readonly id: string;
  readonly username: string;
  readonly role: Role;
  readonly token: string;
  /** `Authorization`, for `app.inject` and `fetch`. */
  readonly headers: { readonly authorization: string };
}

export interface TestApp extends AsyncDisposable {
  readonly app: FastifyInstance;
  readonly config: ApiConfiguration;
  readonly dependencies: Dependencies;
  /** A new user with a token of now. The password hash fits no password. */
  readonly loginAs: (user?: { readonly username?: string; readonly role?: Role }) => Promise<TestUser>;
  /** Of a service. */
  readonly serviceHeaders: { readonly 'x-internal-api-key': string };
  readonly close: () => Promise<void>;
}

/** What a test gets that says nothing else; `config` of {@link TestAppOptions} goes over it. */
export const testConfiguration: ApiConfiguration = readConfiguration(apiConfigurationSchema, {
  KUBECAST_POSTGRES: JSON.stringify({ host: '127.0.0.1' }),
  KUBECAST_OBJECT_STORE: JSON.stringify({
    ...{ endpoint: 'http://127.0.0.1:1', region: 'nowhere', forcePathStyle: true, bucket: 'live-segments' },
  }),
  KUBECAST_REQUESTS_PER_MINUTE: '0',
  KUBECAST_HTTP_PORT: '0',
  KUBECAST_HEALTH_PORT: '0',
  POD_NAMESPACE: 'kubecast-test',
  POD_NAME: 'api-test',
});

export const testKeys: ApiKeys = {
  accessTokenKeys: ['an access token key of a test, 32 characters'],
  internalApiKeys: ['an internal api key of a test'],
  grantKeys: parseGrantKeys('a-grant-key-of-a-test-of-32-characters'),
};

const addUser = async (postgres: TestAppOptions['postgres'], username: string, role: Role): Promise<string> => {
  const id = randomUUID();
  const sql = `INSERT INTO users (id, username, email, role, password_hash) VALUES ($1, $2, $3, $4, 'none')`;
  await postgres.admin.auth.query(sql, [id, username, `${username}@example.org`, role]);
  return id;
};

const buildDependencies = (options: TestAppOptions): Dependencies => {
  const now = options.now ?? (() => new Date());
  const keys = options.dependencies?.keys ?? (() => testKeys);
  const shared = {
    databases: options.postgres.databases,
    keys,
    accessTokens: createAccessTokens({ keys: () => keys().accessTokenKeys, now }),
    registry: new Registry(),
    logger: createLogger('api', process.env.LOG_LEVEL ?? 'silent'),
    now,
    ...options.dependencies,
  };
  return {
    realtime: options.dependencies?.realtime ?? createRealtime(shared),
    cluster: options.cluster ?? refusingCluster,
    stores: options.stores ?? { recordings: new MemoryStore(), videos: new MemoryStore() },
    ending: new AbortController().signal,
    ...shared,
  };
};

/** See the file header. The caller closes it, or declares it with `await using`; what it was given stays open. */
export const buildTestApp = async (options: TestAppOptions): Promise<TestApp> => {
  const config = { ...testConfiguration, ...options.config };
  const dependencies = buildDependencies(options);
  const app = await buildApp(config, dependencies);
  const { accessTokens: tokens, keys } = dependencies;
  const loginAs: TestApp['loginAs'] = async ({ username = `user-${randomUUID().slice(0, 8)}`, role = 'user' } = {}) => {
    const id = await addUser(options.postgres, username, role);
    const { token } = await tokens.sign({ id, role });
    return { id, username, role, token, headers: { authorization: `Bearer ${token}` } };
  };
  const close = async (): Promise<void> => void (await app.close());
  const serviceHeaders = { 'x-internal-api-key': keys().internalApiKeys[0] ?? '' };
  return { app, config, dependencies, loginAs, serviceHeaders, close, [Symbol.asyncDispose]: close };
};
