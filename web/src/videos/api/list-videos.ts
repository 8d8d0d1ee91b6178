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

export const videosQueryOptions = (api: ApiClient, search: VideoSearch) =>
  listQueryOptions<VideoSummary>(api, '/api/videos', { ...search }, videoKeys.list({ ...search }));

/** Who looks at the page again gets what is new, unless that is a matter of minutes: all pages would be read for it. */
const quietMs = 10 * 60_000;

export const useVideos = (search: VideoSearch): ListQuery<VideoSummary> =>
  useInfiniteQuery({
    ...videosQueryOptions(useApi(), search),
    refetchOnWindowFocus: ({ state }) => Date.now() - state.dataUpdatedAt > quietMs,
  });
