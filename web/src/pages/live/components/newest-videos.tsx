/** The newest videos of whoever streams here, else of all. Where they cannot be read, nothing is said: the stream is what the page is for. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useApi } from '../../../api/api-context.tsx';
import type { Stream, VideoSummary } from '../../../api/generated/schemas.ts';
import { searchPath } from '../../../app/page-paths.ts';
import { CardSkeleton } from '../../../cards/card-skeleton.tsx';
import { ownerName } from '../../../people/owner-name.ts';
import { useVideos, videosQueryOptions } from '../../../videos/api/list-videos.ts';
import { VideoCard } from '../../../videos/video-card.tsx';

export interface NewestVideosProps {
  readonly stream: Stream;
  /** Nothing is live: the videos are what there is. */
  readonly isWaiting: boolean;
}

const shownAtMost = 8;
const skeletons = ['first', 'second', 'third', 'fourth'] as const;

const headingOf = (stream: Stream, isOwners: boolean, isWaiting: boolean): string => {
  if (!isOwners) return 'Newest videos';
  return `${isWaiting ? 'Meanwhile' : 'More'} from ${ownerName(stream.owner)}`;
};

const Grid = ({ videos }: { readonly videos: readonly VideoSummary[] | undefined }): ReactElement => (
  <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,16rem),1fr))] gap-x-4 gap-y-7">
    {videos?.map((video) => (
      <li key={video.id} className="min-w-0">
        <VideoCard video={video} />
      </li>
    )) ??
      skeletons.map((name) => (
        <li key={name} aria-hidden>
          <CardSkeleton />
        </li>
      ))}
  </ul>
);

/** See the file header. */
export const NewestVideos = ({ stream, isWaiting }: NewestVideosProps): ReactElement | null => {
  const owner = stream.owner?.username ?? '-';
  const { data, isError } = useVideos({ owner });
  const own = data?.pages[0]?.items;
  const isOwners = own === undefined || own.length > 0;
  const others = useInfiniteQuery({ ...videosQueryOptions(useApi(), {}), enabled: !isOwners }).data?.pages[0]?.items;
  const videos = (isOwners ? own : others)?.slice(0, shownAtMost);
  if (videos?.length === 0 || (isError && !videos)) return null;
  return (
    <section aria-labelledby="newest-videos">
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="newest-videos" className="font-semibold text-lg">
          {headingOf(stream, isOwners, isWaiting)}
        </h2>
        <Link
          to={isOwners ? searchPath({ owner }) : '/'}
          className="inline-flex min-h-11 items-center text-accent text-sm hover:underline"
        >
          All videos
        </Link>
      </div>
      <Grid videos={videos} />
    </section>
  );
};
