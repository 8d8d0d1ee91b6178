/** Videos, the newest first: those that fit a search, or one's own. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ApiClient } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.tsx';
import type { VideoSummary } from '../../api/generated/schemas.ts';
import { type ListQuery, listQueryOptions } from '../../api/list-query.ts';
import { videoKeys } from './video-keys.ts';

/** What a list of videos may be asked for; `owner` is a user name, `me`, or `-` for nobody's. */
export interface VideoSearch {
  readonly q?: string;
  readonly tag?: string;
  readonly category?: string;
  readonly owner?: string;
}

/** Thumbnails are signed for 150 s at least: as long as the page is seen, their addresses are renewed before. */
const renewalMs = 120_000;

export const videosQueryOptions = (api: ApiClient, search: VideoSearch) =>
  listQueryOptions<VideoSummary>(api, '/api/videos', { ...search }, videoKeys.list({ ...search }));

export const useVideos = (search: VideoSearch): ListQuery<VideoSummary> =>
  useInfiniteQuery({ ...videosQueryOptions(useApi(), search), refetchInterval: renewalMs });
