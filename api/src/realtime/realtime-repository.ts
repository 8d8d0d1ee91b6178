/** What realtime reads of streams_db. */
import type { Pool } from 'pg';
import { z } from 'zod';
import type { StreamState } from './stream-state.ts';

const instant = z.date().transform((date) => date.toISOString());
const text = z.string().catch('');

const conditionSchema = z.object({
  type: text,
  status: text,
  reason: text,
  message: text,
  lastTransitionTime: text,
});

const rowSchema = z.object({
  id: z.string(),
  ownerId: z.string().nullable(),
  namespace: z.string(),
  name: z.string(),
  title: z.string(),
  visibility: z.enum(['public', 'private']),
  state: z.enum(['offline', 'live', 'reconnecting']),
  isReady: z.boolean(),
  isSuspended: z.boolean(),
  viewers: z.number().int(),
  availableQualities: z.array(z.string()),
  sessionId: z.string().nullable(),
  sessionStartedAt: instant.nullable(),
  sessionEndedAt: instant.nullable(),
  conditions: z.array(conditionSchema).catch([]),
});

const select = `
  SELECT s.id, s.owner_id AS "ownerId", s.namespace, s.name, s.title, s.visibility, s.state, s.is_ready AS "isReady",
    s.is_suspended AS "isSuspended", coalesce(a.viewers, 0) AS viewers, s.available_qualities AS "availableQualities",
    s.session_id AS "sessionId", s.session_started_at AS "sessionStartedAt", s.session_ended_at AS "sessionEndedAt",
    s.conditions
  FROM streams s LEFT JOIN stream_audience a ON a.stream_id = s.id`;

/** @throws whatever the database does */
export const readStreams = async (pool: Pool, ids: readonly string[]): Promise<readonly StreamState[]> => {
  const { rows } = await pool.query(`${select} WHERE s.id = ANY($1::uuid[])`, [ids]);
  return rows.map((row) => rowSchema.parse(row));
};

/** The public streams whose session runs. @throws whatever the database does */
export const readPublicLive = async (pool: Pool): Promise<readonly StreamState[]> => {
  const { rows } = await pool.query(`${select} WHERE s.state <> 'offline' AND s.visibility = 'public'`);
  return rows.map((row) => rowSchema.parse(row));
};
