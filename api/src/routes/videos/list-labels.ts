/** Tags and categories for the home page: asked for by everyone, so that the database is asked once a minute. */
import type { Pool } from 'pg';
import { commonCategories, commonTags, type Label } from './labels-repository.ts';

const freshMs = 60_000;
/** The most that anybody may ask for. */
const mostLabels = 100;

/** What was last read, shared by all who ask meanwhile; a failure is nobody’s but theirs who waited for it. */
const remembered = <Value>(read: () => Promise<Value>, now: () => Date): (() => Promise<Value>) => {
  let value: Promise<Value> | undefined;
  let readAtMs = 0;
  return () => {
    const nowMs = now().getTime();
    if (value && nowMs - readAtMs < freshMs) return value;
    const reading = read();
    reading.catch(() => {
      if (value === reading) value = undefined;
    });
    value = reading;
    readAtMs = nowMs;
    return reading;
  };
};

export interface Labels {
  /** The commonest first. */
  readonly tags: (limit: number) => Promise<readonly Label[]>;
  readonly categories: (limit: number) => Promise<readonly Label[]>;
}

/** `pool` is of vod_db. */
export const createLabels = (pool: Pool, now: () => Date): Labels => {
  const tags = remembered(() => commonTags(pool, mostLabels), now);
  const categories = remembered(() => commonCategories(pool, mostLabels), now);
  return {
    tags: async (limit) => (await tags()).slice(0, limit),
    categories: async (limit) => (await categories()).slice(0, limit),
  };
};
