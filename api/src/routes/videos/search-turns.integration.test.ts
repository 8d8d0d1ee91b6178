import { describe, expect, it } from 'vitest';
import { buildTestApp } from '../../testing/test-app.ts';
import { useTestPostgres } from '../../testing/use-test-postgres.ts';

const postgres = useTestPostgres();

const listing = async (config = {}) => {
  const api = await buildTestApp({ postgres, config });
  const statusOf = async (query: Record<string, string>): Promise<number> =>
    (await api.app.inject({ method: 'GET', url: '/api/videos', query })).statusCode;
  return { statusOf, [Symbol.asyncDispose]: api.close };
};

/** Whatever reads videos waits meanwhile. */
const whileVideosAreLocked = async (act: () => Promise<void>): Promise<void> => {
  const client = await postgres.admin.vod.connect();
  try {
    await client.query('BEGIN');
    await client.query('LOCK TABLE videos IN ACCESS EXCLUSIVE MODE');
    await act();
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
};

describe('createSearchTurns', () => {
  it('leaves connections to other requests however many searches are stuck', async () => {
    await using api = await listing();
    const { vod } = postgres.databases;
    const answered: number[] = [];
    const search = async () => void answered.push(await api.statusOf({ q: 'stuck' }));
    const searches: Promise<void>[] = [];
    await whileVideosAreLocked(async () => {
      searches.push(...Array.from({ length: 30 }, search));
      await expect.poll(() => answered.length).toBeGreaterThanOrEqual(18);
      expect(new Set(answered)).toEqual(new Set([503]));
      expect(vod.totalCount - vod.idleCount).toBeLessThanOrEqual(2);
      expect(await api.statusOf({ owner: 'nobody_knows' })).toBe(200);
    });
    await Promise.all(searches);
    expect(await api.statusOf({ q: 'stuck' })).toBe(200);
  });

  it('gives a search up that takes too long', async () => {
    await using api = await listing();
    await whileVideosAreLocked(async () => {
      expect(await api.statusOf({ q: 'stuck' })).toBe(503);
    });
  });
});

describe('searchLimit', () => {
  it('takes a twentieth as many searches of an address as requests', async () => {
    await using api = await listing({ KUBECAST_REQUESTS_PER_MINUTE: 60 });
    const answers: number[] = [];
    for (const q of ['a', 'b', 'c', 'd']) answers.push(await api.statusOf({ q }));
    expect(answers).toEqual([200, 200, 200, 429]);
    expect(await api.statusOf({})).toBe(200);
  });
});
