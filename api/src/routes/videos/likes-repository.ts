/**
 * Who likes which video. The row and the counter change in one statement, so that the counter is the number of rows. Both ways the video
 * is held first: one that is being deleted gets no more, and a like and its opposite never wait for each other in a circle.
 */
import type { Pool } from 'pg';

const likeQuery = `
  WITH this AS (SELECT id FROM videos WHERE id = $1 AND deleted_at IS NULL FOR NO KEY UPDATE),
  liked AS (
    INSERT INTO video_likes (video_id, user_id) SELECT id, $2 FROM this
    ON CONFLICT (video_id, user_id) DO NOTHING RETURNING video_id
  )
  UPDATE videos SET like_count = like_count + 1 WHERE id IN (SELECT video_id FROM liked)`;

const unlikeQuery = `
  WITH this AS (SELECT id FROM videos WHERE id = $1 FOR NO KEY UPDATE),
  unliked AS (
    DELETE FROM video_likes USING this WHERE video_id = this.id AND user_id = $2 RETURNING video_id
  )
  UPDATE videos SET like_count = like_count - 1 WHERE id IN (SELECT video_id FROM unliked)`;

const countQuery = 'SELECT like_count FROM videos WHERE id = $1';

/** Makes it so that the user likes the video, or does not; the same again changes nothing. Returns how many like it then. */
export const setLike = async (pool: Pool, videoId: string, userId: string, isLiked: boolean): Promise<number> => {
  const change = isLiked ? { name: 'video-like', text: likeQuery } : { name: 'video-unlike', text: unlikeQuery };
  await pool.query({ ...change, values: [videoId, userId] });
  // A statement does not see what it waited for: the number is read by one of its own.
  const { rows } = await pool.query<{ like_count: string }>({
    name: 'video-like-count',
    text: countQuery,
    values: [videoId],
  });
  return Number(rows[0]?.like_count ?? 0);
};
