/** What `vod_db` tells of recordings: whether they are videos, and who their owners are. */
import type { Pool } from 'pg';
import type { Publication, Recording, RecordingOwner } from './recording.ts';

interface VideoRow {
  readonly id: string;
  readonly recording_id: string;
  readonly is_deleted: boolean;
}

interface OwnerRow {
  readonly id: string;
  readonly username: string;
  readonly display_name: string | null;
}

/** The ids come as one array, so that the foreign table is asked for these alone. */
const findOwners = async (pool: Pool, ids: readonly string[]): Promise<ReadonlyMap<string, OwnerRow>> => {
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query<OwnerRow>(
    'SELECT id, username, display_name FROM users_foreign WHERE id = ANY ($1::uuid[])',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
};

const findVideos = async (pool: Pool, recordingIds: readonly string[]): Promise<ReadonlyMap<string, VideoRow>> => {
  const { rows } = await pool.query<VideoRow>(
    `SELECT id, recording_id, deleted_at IS NOT NULL AS is_deleted FROM videos WHERE recording_id = ANY ($1::uuid[])`,
    [recordingIds],
  );
  return new Map(rows.map((row) => [row.recording_id, row]));
};

const ownerIn = ({ id, username, display_name: displayName }: OwnerRow): RecordingOwner => ({
  id,
  username,
  displayName,
});

const videoOf = ({ state }: Recording, video: VideoRow | undefined): Publication['video'] => {
  if (!video) return { state: state === 'complete' ? 'importing' : 'none', id: null };
  return video.is_deleted ? { state: 'deleted', id: null } : { state: 'published', id: video.id };
};

/** Of each recording, by its id. `pool` is of `vod_db`. */
export const findPublications = async (
  pool: Pool,
  recordings: readonly Recording[],
): Promise<ReadonlyMap<string, Publication>> => {
  const ids = recordings.map(({ id }) => id);
  const ownerIds = new Set(recordings.flatMap(({ ownerId }) => ownerId ?? []));
  const [videos, owners] = await Promise.all([findVideos(pool, ids), findOwners(pool, [...ownerIds])]);
  return new Map(
    recordings.map((recording) => {
      const owner = owners.get(recording.ownerId ?? '');
      const video = videoOf(recording, videos.get(recording.id));
      return [recording.id, { owner: owner ? ownerIn(owner) : null, video }];
    }),
  );
};
