/**
 * Rows that are written from resources, of any table with `id` (the uid), `namespace`, `name`, `resource_version` and
 * `updated_at`.
 *
 * Several write the same row: the projection's leader, a former leader that does not know yet, and handlers that just wrote to
 * the cluster. So an older resourceVersion never replaces a newer one, of a resource or of a name; writing twice is as
 * writing once. `updated_at` moves only when something besides the version did. Versions of another cluster, as a restored database
 * has them, are the reconciler's matter (`row-reconciler.ts`).
 */
import { DatabaseError, type Pool } from 'pg';
import type { Queryable } from '../database/queryable.ts';

/** What every projected row has; the other columns are the table's own. */
export interface ProjectedRow {
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  /** Decimal; `0` where versions cannot be compared. */
  readonly resource_version: string;
}

/** Enough of a row to tell whether it is still true. */
export type RowVersion = ProjectedRow;

/** The rows of one table. */
export interface ProjectedRows<Row extends ProjectedRow> {
  /** Writes the row unless a newer one of the same resource, or of a later resource of its name, is there. */
  write(pool: Queryable, row: Row): Promise<void>;
  forget(pool: Queryable, id: string): Promise<void>;
  /** Deletes the row that was read, unless another version of it has been written meanwhile. */
  forgetVersion(pool: Pool, row: RowVersion): Promise<void>;
  /** At most one: names are unique. */
  named(pool: Pool, namespace: string, name: string): Promise<readonly RowVersion[]>;
  /** Those of the given namespaces, or all when none is given. */
  versions(pool: Pool, namespaces: readonly string[]): Promise<readonly RowVersion[]>;
}

const versionColumns = 'id, namespace, name, resource_version::text AS resource_version';

/** `parameter` is the version of the row at hand. */
const isOlder = (column: string, parameter: string): string =>
  `(${column} < ${parameter}::numeric OR ${parameter}::numeric = 0)`;

/**
 * One statement, so that nobody sees a name without its row. `count` makes Postgres delete the older namesake before it inserts; a
 * later namesake is the truth, and nothing is written then.
 */
const upsertOf = (table: string, columns: readonly string[]): string => {
  const parameterOf = (column: string): string => `$${columns.indexOf(column) + 1}`;
  const [id, version] = [parameterOf('id'), parameterOf('resource_version')];
  const facts = columns.filter((column) => column !== 'id' && column !== 'resource_version');
  const before = facts.map((column) => `old.${column}`).join(', ');
  const after = facts.map((column) => `excluded.${column}`).join(', ');
  const isNamesake = `namespace = ${parameterOf('namespace')} AND name = ${parameterOf('name')} AND id <> ${id}::uuid`;
  return `
    WITH replaced AS (DELETE FROM ${table} WHERE ${isNamesake} AND ${isOlder('resource_version', version)} RETURNING id)
    INSERT INTO ${table} AS old (${columns.join(', ')})
    SELECT ${columns.map(parameterOf).join(', ')} FROM (SELECT count(*) FROM replaced) AS deleted
    WHERE NOT EXISTS (SELECT FROM ${table} WHERE ${isNamesake} AND NOT ${isOlder('resource_version', version)})
    ON CONFLICT (id) DO UPDATE SET
      ${facts.map((column) => `${column} = excluded.${column}`).join(', ')},
      resource_version = excluded.resource_version,
      updated_at = CASE WHEN (${before}) IS DISTINCT FROM (${after}) THEN now() ELSE old.updated_at END
    WHERE ${isOlder('old.resource_version', version)}`;
};

/** Of a unique constraint: the id is the upsert's own business, so that it is the name, taken since the statement began. */
const nameTaken = '23505';
/** Two that write resources of one name can wait for each other; Postgres lets one of them go on. */
const deadlock = '40P01';

/** Throws what is none of these. */
const unless = (error: unknown, ...codes: readonly string[]): void => {
  if (!(error instanceof DatabaseError) || !codes.includes(error.code ?? '')) throw error;
};

/** `columns` are all that a row is written with, `id` and `resource_version` among them. */
export const projectedRows = <Row extends ProjectedRow>(
  table: string,
  columns: readonly (keyof Row & string)[],
): ProjectedRows<Row> => {
  const text = upsertOf(table, columns);
  const upsert = async (pool: Queryable, row: Row): Promise<void> => {
    await pool.query(
      text,
      columns.map((column) => row[column]),
    );
  };
  return {
    write: async (pool, row) => {
      try {
        await upsert(pool, row);
      } catch (error) {
        unless(error, nameTaken, deadlock);
        // Who took it is seen now, and goes or stays. Taken once more, comparing all finds out whose it is.
        await upsert(pool, row).catch((again: unknown) => unless(again, nameTaken));
      }
    },
    forget: async (pool, id) => {
      await pool.query(`DELETE FROM ${table} WHERE id = $1`, [id]);
    },
    forgetVersion: async (pool, { id, resource_version }) => {
      await pool.query(`DELETE FROM ${table} WHERE id = $1 AND resource_version = $2`, [id, resource_version]);
    },
    named: async (pool, namespace, name) => {
      const where = 'namespace = $1 AND name = $2';
      return (await pool.query<RowVersion>(`SELECT ${versionColumns} FROM ${table} WHERE ${where}`, [namespace, name]))
        .rows;
    },
    versions: async (pool, namespaces) => {
      const where = 'cardinality($1::text[]) = 0 OR namespace = ANY ($1::text[])';
      return (await pool.query<RowVersion>(`SELECT ${versionColumns} FROM ${table} WHERE ${where}`, [namespaces])).rows;
    },
  };
};
