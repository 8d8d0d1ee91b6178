/**
 * Searches, let in a few at a time. Words that never meet cost a walk through the whole list, and anybody may ask for them: however
 * many do, most connections to the database are left to other requests, and a search that takes too long is given up.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Pool, PoolClient } from 'pg';
import { type BoundedRun, createBoundedConcurrency } from '../../auth/bounded-concurrency.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { ApiError } from '../../problems/api-error.ts';

const bounds = { concurrency: 2, queueLength: 10, retryAfterSeconds: 5 };
const statementMs = 2_000;
/** A search counts as so many requests, against the limit of an address. */
const requestsPerSearch = 20;

/** Runs a search when its turn comes. @throws ApiError Busy when too many wait */
export type SearchTurns = <Found>(search: (client: PoolClient) => Promise<Found>) => Promise<Found>;

/** `pool` is of vod_db. */
export const createSearchTurns = (pool: Pool): SearchTurns => {
  const fewAtOnce: BoundedRun = createBoundedConcurrency(bounds);
  return (search) =>
    fewAtOnce(() =>
      inTransaction(pool, async (client) => {
        await client.query("SELECT set_config('statement_timeout', $1, true)", [String(statementMs)]);
        return await search(client);
      }),
    );
};

/** How often one address may search, beside how often it may ask at all; 0 requests a minute: nothing is limited. */
export const searchLimit = (app: FastifyInstance, requestsPerMinute: number) => {
  if (requestsPerMinute === 0) return async () => undefined;
  const take = app.createRateLimit({ max: Math.ceil(requestsPerMinute / requestsPerSearch), timeWindow: 60_000 });
  return async (request: FastifyRequest): Promise<void> => {
    const taken = await take(request);
    if (taken.isAllowed || !taken.isExceeded) return;
    const { ttlInSeconds: retryAfterSeconds } = taken;
    const detail = `Could not take so many searches of one address: try again in ${retryAfterSeconds} s`;
    throw new ApiError('TooManyRequests', detail, { retryAfterSeconds });
  };
};
