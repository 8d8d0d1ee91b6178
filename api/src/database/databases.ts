/** The api's four databases, a pool each. Every statement is parameterised; SQL stands in `…-repository.ts` files alone. */
import type { Pool } from 'pg';

export interface Databases {
  readonly auth: Pool;
  readonly streams: Pool;
  readonly recordings: Pool;
  readonly vod: Pool;
}

export const databaseNames = {
  auth: 'auth_db',
  streams: 'streams_db',
  recordings: 'recordings_db',
  vod: 'vod_db',
} as const satisfies Record<keyof Databases, string>;

export const databaseKeys = ['auth', 'streams', 'recordings', 'vod'] as const satisfies readonly (keyof Databases)[];
