/** The table `recordings`, read: its rows are written by the projection (`projection/project-recording.ts`). */
import type { Pool } from 'pg';
import type { Queryable } from '../../database/queryable.ts';
import type { Recording, RecordingState } from './recording.ts';

/** Where a list goes on: behind this recording. */
export interface RecordingPlace {
  /** As Postgres writes it. */
  readonly createdAt: string;
  readonly id: string;
}

export interface RecordingsQuery {
  /** Undefined: everybody's. */
  readonly ownerId: string | undefined;
  readonly stream: { readonly namespace: string; readonly name: string } | undefined;
  readonly state: RecordingState | undefined;
  readonly after: RecordingPlace | undefined;
  readonly limit: number;
}

/** bigint comes as text. */
interface RecordingRow {
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly stream_name: string;
  readonly session_id: string;
  readonly owner_id: string | null;
  readonly title: string;
  readonly visibility: Recording['visibility'];
  readonly range_from: Date | null;
  readonly range_to: Date | null;
  readonly state: RecordingState;
  readonly reason: string;
  readonly message: string;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
  readonly duration_seconds: number | null;
  readonly size_bytes: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly segments: string | null;
  readonly missing_segments: string | null;
  readonly gaps: Recording['gaps'];
  readonly created_at: Date;
  readonly created_at_text: string;
}

const columns = `id, namespace, name, stream_name, session_id, owner_id, title, visibility, range_from, range_to, state,
  reason, message, started_at, ended_at, duration_seconds, size_bytes, width, height, segments, missing_segments, gaps,
  created_at, created_at::text AS created_at_text`;

const numberIn = (bigint: string | null): number | null => (bigint === null ? null : Number(bigint));

const recordingIn = (row: RecordingRow): Recording => ({
  id: row.id,
  namespace: row.namespace,
  name: row.name,
  streamName: row.stream_name,
  sessionId: row.session_id,
  ownerId: row.owner_id,
  title: row.title,
  visibility: row.visibility,
  range: row.range_from && row.range_to ? { from: row.range_from, to: row.range_to } : null,
  state: row.state,
  reason: row.reason,
  message: row.message,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  durationSeconds: row.duration_seconds,
  sizeBytes: numberIn(row.size_bytes),
  width: row.width,
  height: row.height,
  segments: numberIn(row.segments),
  missingSegments: numberIn(row.missing_segments),
  gaps: row.gaps,
  createdAt: row.created_at,
  createdAtText: row.created_at_text,
});

/** The conditions that a query has, with its values; each has a fixed place. */
const conditionsOf = ({ ownerId, stream, state, after }: RecordingsQuery): readonly string[] => [
  ...(ownerId === undefined ? [] : ['owner_id = $1::uuid']),
  ...(stream === undefined ? [] : ['namespace = $2::text', 'stream_name = $3::text']),
  ...(state === undefined ? [] : ['state = $4::text']),
  ...(after === undefined ? [] : ['(created_at, id) < ($5::timestamptz, $6::uuid)']),
];

/** Numbers the values anew that a statement uses: one that it does not name has no type. */
const statementOf = (
  text: string,
  values: readonly unknown[],
): { readonly text: string; readonly values: unknown[] } => {
  const used: unknown[] = [];
  const numbered = text.replace(/\$(\d+)/g, (_parameter, place: string) => `$${used.push(values[Number(place) - 1])}`);
  return { text: numbered, values: used };
};

/** The newest first. */
export const listRecordings = async (pool: Pool, query: RecordingsQuery): Promise<readonly Recording[]> => {
  const { ownerId, stream, state, after, limit } = query;
  const conditions = conditionsOf(query);
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const text = `SELECT ${columns} FROM recordings ${where} ORDER BY created_at DESC, id DESC LIMIT $7`;
  const values = [ownerId, stream?.namespace, stream?.name, state, after?.createdAt, after?.id, limit];
  return (await pool.query<RecordingRow>(statementOf(text, values))).rows.map(recordingIn);
};

/** Undefined where there is none with this id. */
export const findRecording = async (pool: Queryable, id: string): Promise<Recording | undefined> => {
  const { rows } = await pool.query<RecordingRow>(`SELECT ${columns} FROM recordings WHERE id = $1::uuid`, [id]);
  return rows[0] && recordingIn(rows[0]);
};

/** When a session was, as far as its own recording tells. */
export interface RecordedSession {
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

/** Undefined where no recording of the whole session is known that was the owner's: names come again. */
export const findSession = async (
  pool: Pool,
  stream: { readonly namespace: string; readonly name: string },
  sessionId: string,
  owner: { readonly id: string | null } | 'anybody',
): Promise<RecordedSession | undefined> => {
  const { rows } = await pool.query<{ started_at: Date | null; ended_at: Date | null }>(
    `SELECT started_at, ended_at FROM recordings
     WHERE namespace = $1 AND stream_name = $2 AND session_id = $3 AND range_from IS NULL
       AND ($4::boolean OR owner_id IS NOT DISTINCT FROM $5::uuid)
     ORDER BY created_at LIMIT 1`,
    [stream.namespace, stream.name, sessionId, owner === 'anybody', owner === 'anybody' ? null : owner.id],
  );
  return rows[0] && { startedAt: rows[0].started_at, endedAt: rows[0].ended_at };
};

/** Clips of a user. */
export interface ClipCounts {
  /** Still to be made. */
  readonly open: number;
  /** Made or asked for since a moment, and still there. */
  readonly recent: number;
}

export const countClips = async (database: Queryable, ownerId: string, since: Date): Promise<ClipCounts> => {
  const { rows } = await database.query<ClipCounts>(
    `SELECT count(*) FILTER (WHERE state IN ('waiting', 'working'))::integer AS open,
            count(*) FILTER (WHERE created_at > $2)::integer AS recent
     FROM recordings WHERE owner_id = $1 AND range_from IS NOT NULL`,
    [ownerId, since],
  );
  return rows[0] ?? { open: 0, recent: 0 };
};
