/** The newest videos of whoever streams here. Where they cannot be read, nothing is said: the stream is what the page is for. */
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';
import type { Stream } from '../../../api/generated/schemas.ts';
import { searchPath } from '../../../app/page-paths.ts';
import { CardSkeleton } from '../../../cards/card-skeleton.tsx';
import { ownerName } from '../../../people/owner-name.ts';
import { useVideos } from '../../../videos/api/list-videos.ts';
import { VideoCard } from '../../../videos/video-card.tsx';

export interface NewestVideosProps {
  readonly stream: Stream;
  /** Nothing is live: the videos are what there is. */
  readonly isWaiting: boolean;
}

const shownAtMost = 8;
const skeletons = ['first', 'second', 'third', 'fourth'] as const;

const Grid = ({ children }: { readonly children: ReactNode }): ReactElement => (
  <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,16rem),1fr))] gap-x-4 gap-y-7">{children}</ul>
);

/** See the file header. */
export const NewestVideos = ({ stream, isWaiting }: NewestVideosProps): ReactElement | null => {
  const owner = stream.owner?.username ?? '-';
  const query = useVideos({ owner });
  const videos = query.data?.pages[0]?.items.slice(0, shownAtMost);
  if (videos?.length === 0 || (query.isError && !videos)) return null;
  return (
    <section aria-labelledby="newest-videos">
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="newest-videos" className="font-semibold text-lg">
          {isWaiting ? 'Meanwhile' : 'More'} from {ownerName(stream.owner)}
        </h2>
        <Link
          to={searchPath({ owner })}
          className="inline-flex min-h-11 items-center text-accent text-sm hover:underline"
        >
          All videos
        </Link>
      </div>
      <Grid>
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
      </Grid>
    </section>
  );
};
