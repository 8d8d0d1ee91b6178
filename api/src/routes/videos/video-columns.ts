/** How a video is read from vod_db: the columns, and the row's one translation. */
import { pageWithOwners } from '../../database/page-with-owners.ts';
import type { Video, VideoSummary } from './video.ts';

/** Of `videos v`, for the CTE. */
export const pageColumns = `v.id, v.owner_id, v.title, v.category, v.visibility, v.duration_seconds, v.has_thumbnail,
  v.has_storyboard, v.recorded_at, v.created_at, v.size_bytes, v.view_count, v.like_count`;

/** Of `videos v`, for the CTE that is to be read as a whole {@link Video}. */
export const detailColumns = `${pageColumns}, v.description, v.recording_id, v.namespace, v.stream_name,
  v.width, v.height, v.gaps, v.updated_at`;

/** Of the CTE `page` with its owners (`database/page-with-owners.ts`). */
const joinedColumns = `page.*, owners.username, owners.display_name,
  ARRAY(SELECT t.tag FROM video_tags t WHERE t.video_id = page.id ORDER BY t.tag) AS tags`;

const isLikedByViewer = 'EXISTS (SELECT FROM video_likes l WHERE l.video_id = page.id AND l.user_id = $1::uuid)';

/** Says no more than what type `$1` has, which is null. */
const isLikedByNobody = 'CASE WHEN $1::uuid IS NOT NULL THEN false END';

/**
 * The statement that reads a page of {@link pageColumns} or {@link detailColumns} with all that is theirs; `$1` is `viewerId`.
 *
 * Where there is no viewer it is another statement, and needs another name: as one, Postgres would plan a prepared one anew for
 * each anonymous caller, since without a viewer it is cheaper than on average; and planning takes longer than reading.
 */
export const readPage = (page: string, order: string, viewerId: string | null): string => {
  const { with: ctes, from } = pageWithOwners(page);
  const isLiked = viewerId === null ? isLikedByNobody : isLikedByViewer;
  return `${ctes} SELECT ${joinedColumns}, ${isLiked} AS is_liked FROM ${from} ORDER BY ${order}`;
};

/** Times are Dates; bigint comes as text. */
export interface SummaryRow {
  readonly id: string;
  readonly owner_id: string | null;
  readonly username: string | null;
  readonly display_name: string | null;
  readonly title: string;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly visibility: VideoSummary['visibility'];
  readonly duration_seconds: number;
  readonly has_thumbnail: boolean;
  readonly has_storyboard: boolean;
  readonly recorded_at: Date | null;
  readonly created_at: Date;
  readonly size_bytes: string;
  readonly view_count: string;
  readonly like_count: string;
  readonly is_liked: boolean | null;
}

export interface DetailRow extends SummaryRow {
  readonly description: string;
  readonly recording_id: string | null;
  readonly namespace: string | null;
  readonly stream_name: string | null;
  readonly width: number;
  readonly height: number;
  readonly gaps: Video['gaps'];
  readonly updated_at: Date;
}

const ownerOf = ({ owner_id, username, display_name }: SummaryRow): VideoSummary['owner'] =>
  owner_id === null || username === null ? null : { id: owner_id, username, displayName: display_name };

export const toSummary = (row: SummaryRow): VideoSummary => ({
  id: row.id,
  ownerId: row.owner_id,
  owner: ownerOf(row),
  title: row.title,
  category: row.category,
  tags: row.tags,
  visibility: row.visibility,
  durationSeconds: row.duration_seconds,
  hasThumbnail: row.has_thumbnail,
  hasStoryboard: row.has_storyboard,
  recordedAt: row.recorded_at,
  createdAt: row.created_at,
  sizeBytes: Number(row.size_bytes),
  viewCount: Number(row.view_count),
  likeCount: Number(row.like_count),
  isLiked: row.is_liked,
});

export const toVideo = (row: DetailRow): Video => ({
  ...toSummary(row),
  description: row.description,
  recordingId: row.recording_id,
  namespace: row.namespace,
  streamName: row.stream_name,
  width: row.width,
  height: row.height,
  gaps: row.gaps,
  updatedAt: row.updated_at,
});
