import type { ClientBase } from 'pg';

/** What takes a statement: a pool, or one connection of it. */
export type Queryable = Pick<ClientBase, 'query'>;
