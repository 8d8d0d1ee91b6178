/** What a page costs, with 1,000,000 users: shown by the plans of the statements that the repositories run. */
import { createLogger } from '@kubecast/media/logger';
import type { Pool } from 'pg';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listStreams } from '../routes/streams/streams-repository.ts';
import { listVideos } from '../routes/videos/video-list-repository.ts';
import { collectPlans, explainStatements, nodesOf, type PlanNode } from '../testing/explain-statements.ts';
import { useTestPostgres } from '../testing/use-test-postgres.ts';
import type { Databases } from './databases.ts';
import { type OpenDatabases, openDatabases } from './open-databases.ts';

const userCount = 1_000_000;
const thingCount = 100_000;

const postgres = useTestPostgres();
let opened: OpenDatabases;

const uuidOf = (number: string): string => `('00000000-0000-4000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

/** Of ten things one belongs to nobody, one to a user who is not there. */
const ownerOf = (number: string): string =>
  `CASE ${number} % 10 WHEN 0 THEN NULL WHEN 1 THEN ${uuidOf(`${number} + 5000000`)} ELSE ${uuidOf(number)} END`;

/** Most of the newest are private, so that who filters after the fact reads many of them. */
const visibility = `CASE WHEN n % 7 = 0 OR n > ${thingCount - 5_000} THEN 'private' ELSE 'public' END`;
const createdAt = "timestamptz '2026-01-01' + n / 3 * interval '1 s'";

const insertUsers = `INSERT INTO users (id, username, email, password_hash)
  SELECT ${uuidOf('n')}, 'user' || n, 'user' || n || '@example.org', 'none' FROM generate_series(1, ${userCount}) n`;

const insertStreams = `INSERT INTO streams (id, namespace, name, owner_id, title, visibility, state, is_ready, is_suspended,
    created_at, generation, resource_version)
  SELECT ${uuidOf('n')}, 'live', 'stream-' || n, ${ownerOf('n')}, 'Stream ' || n, ${visibility},
    CASE n % 1000 WHEN 7 THEN 'live' ELSE 'offline' END, true, false, ${createdAt}, 1, n
  FROM generate_series(1, ${thingCount}) n`;

const insertVideos = `INSERT INTO videos (id, owner_id, title, visibility, duration_seconds, size_bytes, width, height,
    has_thumbnail, has_storyboard, created_at)
  SELECT ${uuidOf('n')}, ${ownerOf('n')}, 'Video ' || n, ${visibility}, 10, 10, 1920, 1080, true, true, ${createdAt}
  FROM generate_series(1, ${thingCount}) n`;

const openAgain = (): void => {
  opened = openDatabases({
    access: postgres.access,
    poolSize: 1,
    logger: createLogger('api', 'silent'),
    statementTimeoutMs: 120_000,
  });
};

/** Without triggers: they tell others of each row. */
const fill = async (pool: Pool, table: string, insert: string): Promise<void> => {
  await pool.query(`BEGIN; SET LOCAL session_replication_role = replica; ${insert}; COMMIT`);
  await pool.query(`VACUUM ANALYZE ${table}`);
};

beforeAll(async () => {
  // Of no use to what is shown here, and most of the work.
  await postgres.admin.auth.query('DROP INDEX users_username_key, users_email_key');
  await Promise.all([
    fill(postgres.admin.auth, 'users', insertUsers),
    fill(postgres.admin.streams, 'streams', insertStreams),
    fill(postgres.admin.vod, 'videos', insertVideos),
  ]);
  await explainStatements(postgres);
}, 300_000);

beforeEach(openAgain);

afterEach(() => opened.close());

interface Listed {
  readonly id: string;
  readonly ownerId: string | null;
  readonly owner: { readonly username: string } | null;
}

interface Case {
  readonly key: keyof Databases;
  readonly index: string;
  readonly list: (pool: Pool, limit: number) => Promise<readonly Listed[]>;
  /** A page far behind the first. */
  readonly listDeep: (pool: Pool, limit: number) => Promise<readonly Listed[]>;
}

/** Rows of the things' first second: the last pages of 80,000 public things. */
const deepPlace = { createdAt: '2026-01-01 00:01:00+00', id: '00000000-0000-4000-8000-000000000000' };

const everyone = { owner: { kind: 'anyone' }, isPublicOnly: true } as const;
const publicStreams = { selection: { kind: 'public' }, isLive: false } as const;

const cases: readonly (readonly [name: string, listed: Case])[] = [
  [
    'streams',
    {
      key: 'streams',
      index: 'streams_public',
      list: (pool, limit) => listStreams(pool, { ...publicStreams, after: undefined, limit }),
      listDeep: (pool, limit) => listStreams(pool, { ...publicStreams, after: { isLive: false, ...deepPlace }, limit }),
    },
  ],
  [
    'videos',
    {
      key: 'vod',
      index: 'videos_newest',
      list: (pool, limit) => listVideos(pool, everyone, { limit }, null),
      listDeep: (pool, limit) => listVideos(pool, everyone, { limit, after: deepPlace }, null),
    },
  ],
];

/** What `list` gives, with the plan of the one statement that it ran. */
const explained = async ({ key }: Case, list: Case['list'], limit: number) => {
  const pool = opened.databases[key];
  const plans = collectPlans(pool);
  const items = await list(pool, limit);
  const [plan, ...more] = plans;
  if (plan === undefined || more.length > 0) throw new Error(`One statement was to be run, not ${plans.length}`);
  return { items, plan };
};

const foreignScans = (plan: PlanNode): readonly PlanNode[] =>
  nodesOf(plan).filter(({ type }) => type === 'Foreign Scan');

/** How a page is found, without what it found. */
const pageShape = (plan: PlanNode): readonly (readonly [type: string, index: string | undefined])[] => {
  const page = nodesOf(plan).find(({ subplan }) => subplan === 'CTE page');
  if (page === undefined) throw new Error('The page is no CTE of its own');
  return nodesOf(page).map(({ type, index }) => [type, index]);
};

const usersScanned = async (): Promise<{ readonly sequential: number; readonly byIndex: number }> => {
  const sql =
    'SELECT seq_scan::int AS sequential, idx_scan::int AS "byIndex" FROM pg_stat_user_tables WHERE relname = \'users\'';
  const { rows } = await postgres.admin.auth.query(sql);
  return rows[0];
};

describe.each(cases)('a page of %s', (_name, listed) => {
  it.each([1, 21, 101])('asks once for the names of its %i things, and for no others', async (limit) => {
    const { items, plan } = await explained(listed, listed.list, limit);
    expect(items).toHaveLength(limit);
    const owners = new Set(items.flatMap(({ owner }) => owner?.username ?? []));
    expect(foreignScans(plan)).toEqual([expect.objectContaining({ loops: 1, rows: owners.size })]);
    expect(foreignScans(plan)[0]?.remoteSql).toContain('WHERE ((id = ANY ($1::uuid[])))');
  });

  it('reads the users by their index, never all of them', async () => {
    const before = await usersScanned();
    await listed.list(opened.databases[listed.key], 101);
    // The session to auth_db tells its counters when it ends.
    await opened.close();
    await expect.poll(async () => (await usersScanned()).byIndex).toBeGreaterThan(before.byIndex);
    expect((await usersScanned()).sequential).toBe(before.sequential);
    openAgain();
  });

  it('keeps what belongs to nobody, and to somebody who is not there', async () => {
    const { items } = await explained(listed, listed.list, 101);
    expect(items.filter(({ ownerId, owner }) => ownerId === null && owner === null)).not.toHaveLength(0);
    expect(items.filter(({ ownerId, owner }) => ownerId !== null && owner === null)).not.toHaveLength(0);
    const named = items.filter(({ owner }) => owner !== null);
    expect(named.map(({ owner }) => owner?.username)).toEqual(
      named.map(({ ownerId }) => `user${Number.parseInt(ownerId?.slice(-12) ?? '', 16)}`),
    );
  });

  it('reads the index as far as the page, whichever page it is', async () => {
    const first = await explained(listed, listed.list, 21);
    await opened.close();
    openAgain();
    const deep = await explained(listed, listed.listDeep, 21);
    expect(deep.items).toHaveLength(21);
    expect(pageShape(deep.plan)).toEqual(pageShape(first.plan));
    for (const { plan } of [first, deep]) {
      const scans = nodesOf(plan).filter(({ index }) => index === listed.index);
      expect(scans).toEqual([expect.objectContaining({ rows: 21, loops: 1, rowsRemoved: 0 })]);
      expect(nodesOf(plan).every(({ rows, loops }) => rows * loops <= 21)).toBe(true);
    }
  });
});

describe('a page joined without its owners’ ids', () => {
  it('would fetch every user', async () => {
    const pool = opened.databases.vod;
    const plans = collectPlans(pool);
    await pool.query(`WITH page AS MATERIALIZED (SELECT id, owner_id FROM videos LIMIT 20)
      SELECT page.id, u.username FROM page LEFT JOIN users_foreign u ON u.id = page.owner_id`);
    expect(plans.flatMap(foreignScans).map(({ rows }) => rows)).toEqual([userCount]);
  });
});
