/** Instead of a video that there is not, or that is somebody's own. */
import { Film } from 'lucide-react';
import type { ReactElement } from 'react';
import { useLocation } from 'react-router';
import { loginPath } from '../../../app/page-paths.ts';
import { ButtonLink } from '../../../design/button-link.tsx';
import { EmptyState } from '../../../design/empty-state.tsx';
import { PageFrame } from '../../../design/page-frame.tsx';
import { useSessionState } from '../../../session/session-context.tsx';

/** Strangers may be its owner. */
const WaysOn = (): ReactElement => {
  const { status } = useSessionState();
  const { pathname, search } = useLocation();
  return (
    <>
      <ButtonLink to="/" variant="primary">
        See what there is
      </ButtonLink>
      {status === 'anonymous' && <ButtonLink to={loginPath(pathname + search)}>Log in</ButtonLink>}
    </>
  );
};

export const NoVideo = (): ReactElement => (
  <PageFrame title="No such video" isHeadingHidden width="narrow">
    <div role="status">
      <EmptyState
        icon={<Film className="size-6" />}
        title="There is no such video, or it is not yours to see"
        action={<WaysOn />}
      >
        Its owner may have deleted it, or made it private.
      </EmptyState>
    </div>
  </PageFrame>
);
