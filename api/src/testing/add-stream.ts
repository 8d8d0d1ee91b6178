/** Rows of streams for a test, as the projection writes them. */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';

export interface AddedStream {
  readonly id?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly ownerId?: string | null;
  readonly visibility?: 'public' | 'private';
}

const insert = `
  INSERT INTO streams (id, namespace, name, owner_id, title, visibility, state, is_ready, is_suspended, created_at, generation,
    resource_version)
  VALUES ($1, $2, $3, $4, 'A stream', $5, 'offline', true, false, now(), 1, 1)`;

/** `streams` is a pool of streams_db. Returns the id. By itself the public stream `live/main` of nobody. */
export const addStream = async (streams: Pool, stream: AddedStream = {}): Promise<string> => {
  const { id = randomUUID(), namespace = 'live', name = 'main', ownerId = null, visibility = 'public' } = stream;
  await streams.query(insert, [id, namespace, name, ownerId, visibility]);
  return id;
};
