/** All that the home page reads. */
import type { Owner, StreamSummary, VideoSummary } from '../../api/generated/schemas.ts';
import type { ListQuery } from '../../api/list-query.ts';
import { useLiveStreams } from '../../streams/api/list-live-streams.ts';
import { useFollowedStreams } from '../../streams/follow-stream.ts';
import { useTags } from '../../videos/api/list-labels.ts';
import { useVideos, type VideoSearch } from '../../videos/api/list-videos.ts';
import { liveMatches, mayMatchStreams } from './model/live-matches.ts';
import { ownerIn } from './model/owner-of-lists.ts';

export interface HomeLists {
  readonly live: ListQuery<StreamSummary>;
  /** Live ones that belong to the search. */
  readonly streams: readonly StreamSummary[];
  readonly videos: ListQuery<VideoSummary>;
  /** Undefined while they are read for the first time. */
  readonly tags: readonly string[] | undefined;
  /** Whose things are searched, as these tell it; undefined while unknown. */
  readonly owner: Owner | null | undefined;
  /** What the page is made of is neither known nor refused yet. */
  readonly isPending: boolean;
  /** Nothing of it is there. */
  readonly isEmpty: boolean;
}

const itemsOf = <Item>({ data }: ListQuery<Item>): readonly Item[] => data?.pages.flatMap(({ items }) => items) ?? [];

export const useHomeLists = (search: VideoSearch): HomeLists => {
  useFollowedStreams();
  const [live, videos, tags] = [useLiveStreams(), useVideos(search), useTags()];
  const streams = liveMatches(itemsOf(live), search);
  const found = [...streams, ...itemsOf(videos)];
  return {
    live,
    streams,
    videos,
    tags: tags.isFetched ? (tags.data ?? []) : undefined,
    owner: search.owner === undefined ? undefined : ownerIn(found, search.owner),
    isPending: (mayMatchStreams(search) && !live.isFetched) || (streams.length === 0 && !videos.isFetched),
    isEmpty: live.isSuccess && videos.isSuccess && found.length === 0,
  };
};
