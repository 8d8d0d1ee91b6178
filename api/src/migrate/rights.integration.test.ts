import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { connectionSettings } from '../database/connection-settings.ts';
import { type Databases, databaseKeys, databaseNames } from '../database/databases.ts';
import { testPasswords } from '../testing/postgres.ts';
import { useTestPostgres } from '../testing/use-test-postgres.ts';

const postgres = useTestPostgres();

const everything = 'SELECT INSERT UPDATE DELETE';

/** What the api may do with each table, and with single columns of it. What a migration makes is added here by hand. */
const rightsOfApi: Record<keyof Databases, Record<string, string>> = {
  auth: {
    attempt_counters: everything,
    refresh_families: everything,
    refresh_tokens: everything,
    schema_migrations: 'SELECT',
    users: 'SELECT INSERT UPDATE',
  },
  streams: {
    schema_migrations: 'SELECT',
    stream_audience: everything,
    stream_viewers: everything,
    streams: everything,
    users_foreign: 'SELECT',
  },
  recordings: { recordings: everything, schema_migrations: 'SELECT' },
  vod: {
    schema_migrations: 'SELECT',
    users_foreign: 'SELECT',
    video_likes: 'SELECT INSERT DELETE',
    video_tags: 'SELECT INSERT DELETE',
    video_tags_columns: 'UPDATE is_listed',
    video_view_addresses: everything,
    video_views: everything,
    videos: 'SELECT INSERT UPDATE',
  },
};

const verbs = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'];

const tableRights = async (database: keyof Databases, role: string): Promise<Record<string, string>> => {
  const { rows } = await postgres.admin[database].query<{ name: string; rights: string }>(
    `SELECT c.relname AS name, string_agg(verb, ' ' ORDER BY ordinality) AS rights
     FROM pg_class c, unnest($1::text[]) WITH ORDINALITY AS v (verb, ordinality)
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
       AND has_table_privilege($2, c.oid, verb)
     GROUP BY c.relname`,
    [verbs, role],
  );
  return Object.fromEntries(rows.map(({ name, rights }) => [name, rights]));
};

/** Beyond those of the whole table. */
const columnRights = async (database: keyof Databases, role: string): Promise<Record<string, string>> => {
  const { rows } = await postgres.admin[database].query<{ name: string; rights: string }>(
    `SELECT c.relname || '_columns' AS name, string_agg(verb || ' ' || a.attname, ' ' ORDER BY verb, a.attnum) AS rights
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped,
       unnest('{SELECT,INSERT,UPDATE,REFERENCES}'::text[]) AS verb
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
       AND has_column_privilege($1, c.oid, a.attnum, verb) AND NOT has_table_privilege($1, c.oid, verb)
     GROUP BY c.relname`,
    [role],
  );
  return Object.fromEntries(rows.map(({ name, rights }) => [name, rights]));
};

const rightsOf = async (database: keyof Databases, role: string) => ({
  ...(await tableRights(database, role)),
  ...(await columnRights(database, role)),
});

const connectAs = async (user: string, password: string, database: string): Promise<Client> => {
  const location = { ...postgres.access.location, user };
  const client = new Client(connectionSettings({ location, password: async () => password }, database, 'test'));
  await client.connect();
  return client;
};

const refused = { code: '42501' };

describe('kubecast_api', () => {
  it.each(databaseKeys)('may do what it uses in %s, and nothing else', async (key) => {
    expect(await rightsOf(key, 'kubecast_api')).toEqual(rightsOfApi[key]);
  });

  it.each(databaseKeys)('was granted something of every table in %s', async (key) => {
    const { rows } = await postgres.admin[key].query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')",
    );
    const granted = Object.keys(rightsOfApi[key]).filter((name) => !name.endsWith('_columns'));
    expect(rows.map(({ name }) => name).sort()).toEqual(granted.sort());
  });

  it.each(databaseKeys)('makes no table, schema or temporary table in %s', async (key) => {
    const pool = postgres.databases[key];
    await expect(pool.query('CREATE TABLE mine (id int)')).rejects.toMatchObject(refused);
    await expect(pool.query('CREATE TEMPORARY TABLE mine (id int)')).rejects.toMatchObject(refused);
    await expect(pool.query('CREATE SCHEMA mine')).rejects.toMatchObject(refused);
    await expect(pool.query('CREATE EXTENSION hstore')).rejects.toMatchObject(refused);
  });

  it('changes no user from where it reads their names', async () => {
    const sql = "UPDATE users_foreign SET username = 'mallory'";
    await expect(postgres.databases.streams.query(sql)).rejects.toMatchObject(refused);
    await expect(postgres.admin.streams.query(sql)).rejects.toThrow('does not allow updates');
  });

  it('cannot read the password of the way to the names, nor change that way', async () => {
    const { rows } = await postgres.databases.vod.query('SELECT usename, umoptions FROM pg_user_mappings');
    expect(rows).toEqual([{ usename: 'kubecast_api', umoptions: null }]);
    const mappings = postgres.databases.vod.query('SELECT * FROM pg_user_mapping');
    await expect(mappings).rejects.toMatchObject(refused);
    const change = "ALTER USER MAPPING FOR kubecast_api SERVER users OPTIONS (SET user 'kubecast_admin')";
    await expect(postgres.databases.vod.query(change)).rejects.toMatchObject(refused);
  });
});

describe('kubecast_users_reader', () => {
  it('reads three columns of users, and nothing else anywhere', async () => {
    const columns = { users_columns: 'SELECT id SELECT username SELECT display_name' };
    expect(await rightsOf('auth', 'kubecast_users_reader')).toEqual(columns);
    for (const key of databaseKeys.slice(1)) expect(await rightsOf(key, 'kubecast_users_reader')).toEqual({});
  });

  it('is refused the other columns and any change', async () => {
    const client = await connectAs('kubecast_users_reader', testPasswords.usersReader, 'auth_db');
    try {
      expect((await client.query('SELECT id, username, display_name FROM users')).rows).toEqual([]);
      for (const column of ['password_hash', 'email', 'role', '*', 'users']) {
        await expect(client.query(`SELECT ${column} FROM users`)).rejects.toMatchObject(refused);
      }
      await expect(client.query("UPDATE users SET username = 'x'")).rejects.toMatchObject(refused);
      await expect(client.query('DELETE FROM users')).rejects.toMatchObject(refused);
      await expect(client.query('SELECT FROM refresh_tokens')).rejects.toMatchObject(refused);
      await expect(client.query('CREATE TABLE mine (id int)')).rejects.toMatchObject(refused);
    } finally {
      await client.end();
    }
  });

  it.each(databaseKeys.slice(1))('does not get into %s', async (key) => {
    const connected = connectAs('kubecast_users_reader', testPasswords.usersReader, databaseNames[key]);
    await expect(connected).rejects.toMatchObject(refused);
  });
});

describe('everybody else', () => {
  it('gets into none of the databases', async () => {
    await postgres.admin.auth.query("CREATE ROLE stranger LOGIN PASSWORD 'stranger'");
    for (const key of databaseKeys) {
      const connected = connectAs('stranger', 'stranger', databaseNames[key]);
      await expect(connected).rejects.toMatchObject(refused);
    }
  });

  it('has no attribute but the login', async () => {
    const { rows } = await postgres.admin.auth.query(
      `SELECT rolname FROM pg_roles WHERE rolname LIKE 'kubecast\\_%' AND rolname <> 'kubecast_admin'
         AND NOT (rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls) AND rolcanlogin
         AND NOT EXISTS (SELECT FROM pg_auth_members m WHERE m.member = pg_roles.oid) ORDER BY rolname`,
    );
    expect(rows).toEqual([{ rolname: 'kubecast_api' }, { rolname: 'kubecast_users_reader' }]);
  });
});
