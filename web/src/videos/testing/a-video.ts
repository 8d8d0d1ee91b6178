/** Videos for tests. */
import type { Video, VideoSummary } from '../../api/generated/schemas.ts';

/** Public and nobody's, unless told. */
export const aVideoSummary = (own: Partial<VideoSummary> = {}): VideoSummary => ({
  id: '1d3c9a10-0000-5000-8000-000000000001',
  title: 'Bars, and a tone',
  owner: null,
  category: null,
  tags: [],
  visibility: 'public',
  durationSeconds: 65,
  thumbnailUrl: null,
  sizeBytes: 12_000_000,
  viewCount: 12,
  likeCount: 1,
  likedByMe: null,
  recordedAt: '2026-01-01T12:00:00.000Z',
  createdAt: '2026-01-01T12:05:00.000Z',
  ...own,
});

/** The same with all that its own page says. */
export const aVideo = (own: Partial<Video> = {}): Video => ({
  ...aVideoSummary(),
  description: '',
  stream: { namespace: 'streams', name: 'bars' },
  recordingId: null,
  width: 1280,
  height: 720,
  hasStoryboard: true,
  chapters: [],
  isMine: true,
  downloadUrl: '/storage/vod-videos/1/video.mp4?grant=x',
  updatedAt: '2026-01-01T12:05:00.000Z',
  ...own,
});
