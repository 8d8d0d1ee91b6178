/** Videos as cards, a page after the other. */
import type { ReactElement, ReactNode } from 'react';
import type { VideoSummary } from '../../../api/generated/schemas.ts';
import type { ListQuery } from '../../../api/list-query.ts';
import { CardSkeleton } from '../../../cards/card-skeleton.tsx';
import { EndlessList } from '../../../design/endless-list.tsx';
import { VideoCard } from '../../../videos/video-card.tsx';

export interface VideoListProps {
  readonly query: ListQuery<VideoSummary>;
  readonly empty: ReactNode;
}

export const VideoList = ({ query, empty }: VideoListProps): ReactElement => (
  <EndlessList
    query={query}
    keyOf={({ id }) => id}
    renderItem={(video) => <VideoCard video={video} />}
    skeleton={<CardSkeleton />}
    skeletonCount={12}
    empty={empty}
    endText="That is all."
    what="The videos could not be read"
    layout="grid"
  />
);
