/** The user's videos, whoever may see them, the newest first. */
import { Clapperboard } from 'lucide-react';
import type { ReactElement } from 'react';
import type { VideoSummary } from '../../../api/generated/schemas.ts';
import type { ListQuery } from '../../../api/list-query.ts';
import { ButtonLink } from '../../../design/button-link.tsx';
import { EmptyState } from '../../../design/empty-state.tsx';
import { EndlessList } from '../../../design/endless-list.tsx';
import { MyVideoRow } from './my-video-row.tsx';
import type { VideoActions } from './row-actions.tsx';
import { RowSkeleton } from './row-skeleton.tsx';

export interface MyVideoListProps extends VideoActions {
  readonly query: ListQuery<VideoSummary>;
}

const NoVideos = (): ReactElement => (
  <EmptyState
    icon={<Clapperboard className="size-6" />}
    title="No videos yet"
    action={
      <ButtonLink variant="primary" to="/studio">
        Open the studio
      </ButtonLink>
    }
  >
    Each session that you stream becomes a video here when it ends, and so does each clip that you make of one.
  </EmptyState>
);

export const MyVideoList = ({ query, ...actions }: MyVideoListProps): ReactElement => (
  <EndlessList
    query={query}
    keyOf={({ id }) => id}
    renderItem={(video) => <MyVideoRow video={video} {...actions} />}
    skeleton={<RowSkeleton />}
    skeletonCount={6}
    empty={<NoVideos />}
    endText="That is all."
    what="Your videos could not be read"
    layout="rows"
  />
);
