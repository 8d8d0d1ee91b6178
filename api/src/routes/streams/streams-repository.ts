/** The table `streams`, read: its rows are written by the projection (`projection/project-live-stream.ts`). */
import { parseConditions } from '@kubecast/runtime/condition';
import type { Pool } from 'pg';
import { pageWithOwners } from '../../database/page-with-owners.ts';
import type { Stream, StreamName, StreamOwner, StreamPlace } from './stream.ts';

/** Which streams a list has: everybody's public ones, all of one user, or all. */
export type StreamSelection =
  | { readonly kind: 'public' }
  | { readonly kind: 'owner'; readonly ownerId: string }
  | { readonly kind: 'all' };

export interface StreamQuery {
  readonly selection: StreamSelection;
  /** Only those with a session that runs. */
  readonly isLive: boolean;
  readonly after: StreamPlace | undefined;
  readonly limit: number;
}

interface StreamRow {
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly owner_id: string | null;
  readonly username: string | null;
  readonly display_name: string | null;
  readonly title: string;
  readonly visibility: Stream['visibility'];
  readonly state: Stream['state'];
  readonly is_ready: boolean;
  readonly is_suspended: boolean;
  readonly session_id: string | null;
  readonly session_started_at: Date | null;
  readonly session_ended_at: Date | null;
  readonly available_qualities: readonly string[];
  readonly viewers: number;
  readonly conditions: unknown;
  readonly created_at: Date;
  readonly created_at_text: string;
}

const columns = `s.id, s.namespace, s.name, s.owner_id, s.title, s.visibility, s.state, s.is_ready, s.is_suspended,
    s.session_id, s.session_started_at, s.session_ended_at, s.available_qualities, s.conditions, s.created_at,
    s.created_at::text AS created_at_text`;

const isLiveSql = "(s.state <> 'offline')";
const order = (of: string): string => `(${of}.state <> 'offline') DESC, ${of}.created_at DESC, ${of}.id DESC`;

const statementOf = (page: string): string => {
  const { with: ctes, from } = pageWithOwners(page);
  return `${ctes}
    SELECT page.*, owners.username, owners.display_name, coalesce(a.viewers, 0) AS viewers
    FROM ${from} LEFT JOIN stream_audience a ON a.stream_id = page.id ORDER BY ${order('page')}`;
};

const ownerIn = ({ owner_id: id, username, display_name: displayName }: StreamRow): StreamOwner | null =>
  id === null || username === null ? null : { id, username, displayName };

const streamIn = (row: StreamRow): Stream => ({
  id: row.id,
  namespace: row.namespace,
  name: row.name,
  ownerId: row.owner_id,
  owner: ownerIn(row),
  title: row.title,
  visibility: row.visibility,
  state: row.state,
  isReady: row.is_ready,
  isSuspended: row.is_suspended,
  sessionId: row.session_id,
  sessionStartedAt: row.session_started_at,
  sessionEndedAt: row.session_ended_at,
  availableQualities: row.available_qualities,
  viewers: row.viewers,
  conditions: parseConditions(row.conditions),
  createdAt: row.created_at,
  place: { isLive: row.state !== 'offline', createdAt: row.created_at_text, id: row.id },
});

interface Statement {
  readonly where: readonly string[];
  readonly values: readonly unknown[];
}

const selected = (selection: StreamSelection): Statement => {
  switch (selection.kind) {
    case 'public':
      return { where: ["s.visibility = 'public'"], values: [] };
    case 'owner':
      return { where: ['s.owner_id = $1::uuid'], values: [selection.ownerId] };
    case 'all':
      return { where: [], values: [] };
  }
};

const behind = (after: StreamPlace | undefined, used: number): Statement => {
  if (!after) return { where: [], values: [] };
  const [isLive, createdAt, id] = [1, 2, 3].map((offset) => `$${used + offset}`);
  const place = `(${isLive}::boolean, ${createdAt}::timestamptz, ${id}::uuid)`;
  return {
    where: [`(${isLiveSql}, s.created_at, s.id) < ${place}`],
    values: [after.isLive, after.createdAt, after.id],
  };
};

/** Those that are live first, then the newest. */
export const listStreams = async (pool: Pool, query: StreamQuery): Promise<readonly Stream[]> => {
  const chosen = selected(query.selection);
  const place = behind(query.after, chosen.values.length);
  const conditions = [...chosen.where, ...(query.isLive ? [isLiveSql] : []), ...place.where];
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const values = [...chosen.values, ...place.values, query.limit];
  const page = `SELECT ${columns} FROM streams s ${where} ORDER BY ${order('s')} LIMIT $${values.length}`;
  return (await pool.query<StreamRow>(statementOf(page), values)).rows.map(streamIn);
};

const findOne = async (pool: Pool, { where, values }: Statement): Promise<Stream | undefined> => {
  const page = `SELECT ${columns} FROM streams s WHERE ${where.join(' AND ')}`;
  const [row] = (await pool.query<StreamRow>(statementOf(page), [...values])).rows;
  return row && streamIn(row);
};

/** Undefined where there is none with this id. */
export const findStream = (pool: Pool, id: string): Promise<Stream | undefined> =>
  findOne(pool, { where: ['s.id = $1::uuid'], values: [id] });

/** Undefined where there is none of this name: a LiveStream that is there, one at most. */
export const findStreamNamed = (pool: Pool, { namespace, name }: StreamName): Promise<Stream | undefined> =>
  findOne(pool, { where: ['s.namespace = $1', 's.name = $2'], values: [namespace, name] });
