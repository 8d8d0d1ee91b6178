/** What a page of a list costs, in rows that Postgres reads: that does not depend on the machine. */
import type { PoolClient, QueryConfig } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedManyVideos } from '../../testing/seed-many-videos.ts';
import { useTestPostgres } from '../../testing/use-test-postgres.ts';
import { type ListPlace, type VideoFilter, videoListQuery } from './video-list-repository.ts';

const postgres = useTestPostgres();
let client: PoolClient;
let someone: string;
let middle: ListPlace;

const videos = 30_000;
const limit = 21;

beforeAll(async () => {
  await seedManyVideos(postgres.admin, { users: 5_000, videos });
  client = await postgres.databases.vod.connect();
  // The plan that a prepared statement has once it was used for a while: nothing is known of its values.
  await client.query('SET plan_cache_mode = force_generic_plan');
  const owners = await client.query('SELECT owner_id FROM videos GROUP BY owner_id ORDER BY count(*) DESC LIMIT 1');
  someone = owners.rows[0].owner_id;
  const places = await client.query<ListPlace>(`
    SELECT created_at::text AS "createdAt", id FROM videos ORDER BY created_at, id OFFSET ${videos / 2} LIMIT 1`);
  middle = places.rows[0] ?? { createdAt: '', id: '' };
});

afterAll(async () => {
  client?.release(true);
});

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly 'Remote SQL'?: string;
  readonly Plans?: readonly Plan[];
}

const nodesOf = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** As it runs: prepared, where it has a name. */
const planOf = async ({ name, text, values = [] }: QueryConfig): Promise<readonly Plan[]> => {
  const explain = 'EXPLAIN (ANALYZE, VERBOSE, FORMAT JSON)';
  if (name === undefined)
    return nodesOf((await client.query(`${explain} ${text}`, values)).rows[0]['QUERY PLAN'][0].Plan);
  const literals = values.map((value) => (value === null ? 'NULL' : client.escapeLiteral(String(value))));
  await client.query(`PREPARE measured AS ${text}`);
  const { rows } = await client.query(`${explain} EXECUTE measured (${literals.join(', ')})`);
  await client.query('DEALLOCATE measured');
  return nodesOf(rows[0]['QUERY PLAN'][0].Plan);
};

const rowsRead = (plan: readonly Plan[], relation: string): number =>
  plan
    .filter((node) => node['Relation Name'] === relation)
    .map((node) => {
      const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
      return (node['Actual Rows'] + removed) * node['Actual Loops'];
    })
    .reduce((sum, rows) => sum + rows, 0);

const everyone: VideoFilter = { owner: { kind: 'anyone' }, isPublicOnly: true };

const filters: readonly (readonly [name: string, filter: () => VideoFilter, mostRead: number])[] = [
  ['everything', () => everyone, limit],
  ['a common tag', () => ({ ...everyone, tag: 'tag-0' }), limit],
  ['a rare tag', () => ({ ...everyone, tag: 'tag-1999' }), limit],
  ['a category', () => ({ ...everyone, category: 'category-1' }), limit],
  ['one’s own', () => ({ owner: { kind: 'user', id: someone }, isPublicOnly: false }), limit],
  ['another’s', () => ({ owner: { kind: 'user', id: someone }, isPublicOnly: true }), limit],
  ['one’s own with a tag', () => ({ owner: { kind: 'user', id: someone }, isPublicOnly: false, tag: 'tag-0' }), 1_500],
  ['nobody’s', () => ({ owner: { kind: 'nobody' }, isPublicOnly: false }), limit],
  ['a common word', () => ({ ...everyone, search: 'word0' }), 1_500],
  ['a rare word', () => ({ ...everyone, search: 'word19999' }), 1_500],
];

const repeat = 12;

/** How often the prepared statement was planned for its values, and how often it was not. */
const plansOf = async (query: QueryConfig) => {
  const connection = await postgres.databases.vod.connect();
  try {
    for (let time = 0; time < repeat; time += 1) await connection.query(query);
    const counts = 'SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE name = $1';
    const { rows } = await connection.query(counts, [query.name]);
    return { custom: Number(rows[0].custom_plans), generic: Number(rows[0].generic_plans) };
  } finally {
    connection.release(true);
  }
};

describe('videoListQuery', () => {
  it.each([
    ['the first page for anybody', () => undefined, () => null],
    ['the first page for a user', () => undefined, () => someone],
    ['a page further on for anybody', () => middle, () => null],
    ['a page further on for a user', () => middle, () => someone],
  ])('lets %s of everything be planned once and for all', async (_name, after, viewer) => {
    const { custom, generic } = await plansOf(videoListQuery(everyone, { limit, after: after() }, viewer()));
    expect({ custom, generic }).toEqual({ custom: 5, generic: repeat - 5 });
  });

  it.each(filters)(
    'reads a page of %s, and not the list, at its beginning and in its middle',
    async (_name, filter, most) => {
      for (const after of [undefined, middle]) {
        const plan = await planOf(videoListQuery(filter(), { limit, after }, someone));
        expect(rowsRead(plan, 'videos')).toBeLessThanOrEqual(most);
      }
    },
  );

  it.each(filters)('asks for the names of a page of %s alone, in one query at most', async (_name, filter) => {
    const plan = await planOf(videoListQuery(filter(), { limit }, someone));
    const names = plan.filter((node) => node['Remote SQL']?.includes('display_name'));
    expect(names).toEqual([expect.objectContaining({ 'Remote SQL': expect.stringContaining('id = ANY') })]);
    expect(names[0]?.['Actual Loops']).toBeLessThanOrEqual(1);
    expect(rowsRead(plan, 'users_foreign')).toBeLessThanOrEqual(limit + 1);
  });
});
