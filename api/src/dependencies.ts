/** What the app works with. Production opens it in `run-api.ts`; tests give real ones, or doubles at a unit test's edge. */
import type { GrantKey } from '@kubecast/media/grant';
import type { Logger } from '@kubecast/media/logger';
import type { ObjectStore } from '@kubecast/media/object-store';
import type { KubernetesClient } from '@kubecast/runtime/client';
import type { Registry } from 'prom-client';
import type { AccessTokens } from './auth/access-tokens.ts';
import type { Databases } from './database/databases.ts';
import type { Realtime } from './realtime/realtime.ts';

/** The secrets that a request may need, read anew when their files change. */
export interface ApiKeys {
  /** Sign access tokens: the first signs, all verify. At least 32 characters each. */
  readonly accessTokenKeys: readonly [string, ...string[]];
  /** What services send as `X-Internal-API-Key`: any of them. */
  readonly internalApiKeys: readonly string[];
  /** Sign grants, which the edge checks. */
  readonly grantKeys: readonly [GrantKey, ...GrantKey[]];
}

export interface Dependencies {
  readonly databases: Databases;
  readonly cluster: KubernetesClient;
  readonly stores: { readonly recordings: ObjectStore; readonly videos: ObjectStore };
  readonly keys: () => ApiKeys;
  /** By the keys of the moment. */
  readonly accessTokens: AccessTokens;
  /** Sockets and audience; who opens the dependencies runs it. */
  readonly realtime: Realtime;
  readonly registry: Registry;
  readonly logger: Logger;
  readonly now: () => Date;
  /** Aborted when the program is told to end: what runs for long ends by it. */
  readonly ending: AbortSignal;
}
