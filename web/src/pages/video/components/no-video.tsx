/** Instead of a video that there is not, or that is somebody's own. */
import { Film } from 'lucide-react';
import type { ReactElement } from 'react';
import { ButtonLink } from '../../../design/button-link.tsx';
import { EmptyState } from '../../../design/empty-state.tsx';
import { PageFrame } from '../../../design/page-frame.tsx';

export const NoVideo = (): ReactElement => (
  <PageFrame title="No such video" isHeadingHidden>
    <div role="status">
      <EmptyState
        icon={<Film className="size-6" />}
        title="There is no such video, or it is not yours to see"
        action={<ButtonLink to="/">See what there is</ButtonLink>}
      >
        Its owner may have deleted it or made it private. Should it be your own, log in.
      </EmptyState>
    </div>
  </PageFrame>
);
