/** Some newest videos. Where they cannot be read, nothing is said: the stream is what the page is for. */
import { type ReactElement, useId } from 'react';
import { Link } from 'react-router';
import type { VideoSummary } from '../../../api/generated/schemas.ts';
import { CardSkeleton } from '../../../cards/card-skeleton.tsx';
import { useVideos, type VideoSearch } from '../../../videos/api/list-videos.ts';
import { VideoCard } from '../../../videos/video-card.tsx';

export interface VideoShelfProps {
  readonly heading: string;
  readonly search: VideoSearch;
  /** Where all of them are. */
  readonly to: string;
  /** In its place, where there are none. */
  readonly whenEmpty?: ReactElement;
}

const shownAtMost = 8;
const skeletons = ['first', 'second', 'third', 'fourth'] as const;

const Skeletons = (): ReactElement => (
  <>
    {skeletons.map((name) => (
      <li key={name} aria-hidden>
        <CardSkeleton />
      </li>
    ))}
  </>
);

const Cards = ({ videos }: { readonly videos: readonly VideoSummary[] }): ReactElement => (
  <>
    {videos.slice(0, shownAtMost).map((video) => (
      <li key={video.id} className="min-w-0">
        <VideoCard video={video} />
      </li>
    ))}
  </>
);

/** See the file header. */
export const VideoShelf = ({ heading, search, to, whenEmpty }: VideoShelfProps): ReactElement | null => {
  const headingId = useId();
  const { data, isError } = useVideos(search);
  const videos = data?.pages[0]?.items;
  if (videos?.length === 0) return whenEmpty ?? null;
  if (isError && !videos) return null;
  return (
    <section aria-labelledby={headingId}>
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id={headingId} className="font-semibold text-lg">
          {heading}
        </h2>
        <Link to={to} className="inline-flex min-h-11 items-center text-accent text-sm hover:underline">
          All videos
        </Link>
      </div>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,16rem),1fr))] gap-x-4 gap-y-7">
        {videos ? <Cards videos={videos} /> : <Skeletons />}
      </ul>
    </section>
  );
};
