/** The stream that the address names, in all its states: asked for, not there, somebody else's, there. */
import { Radio } from 'lucide-react';
import type { ReactElement } from 'react';
import { ApiProblem } from '../../../api/api-problem.ts';
import type { Me, Stream } from '../../../api/generated/schemas.ts';
import { ButtonLink } from '../../../design/button-link.tsx';
import { EmptyState } from '../../../design/empty-state.tsx';
import { ErrorState } from '../../../design/error-state.tsx';
import { PageFrame } from '../../../design/page-frame.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { useFollowedStream } from '../../../streams/follow-stream.ts';
import { useRereadSettings } from '../api/reread-settings.ts';
import { StreamStudio } from './stream-studio.tsx';

export interface OwnStreamProps {
  readonly id: string;
  readonly me: Me;
}

const Waiting = (): ReactElement => (
  <PageFrame title="Studio" isHeadingHidden>
    <p role="status" className="sr-only">
      Loading
    </p>
    <Skeleton className="mt-2 mb-6 h-20 max-w-md" />
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
      <Skeleton className="aspect-video w-full rounded-card" />
      <Skeleton className="h-120 w-full rounded-card" />
    </div>
  </PageFrame>
);

const NotYours = (): ReactElement => (
  <PageFrame title="Studio">
    <EmptyState
      icon={<Radio className="size-6" />}
      title="There is no such stream of yours"
      action={
        <ButtonLink to="/studio" variant="primary">
          Your streams
        </ButtonLink>
      }
    >
      It was deleted, or it is somebody else’s.
    </EmptyState>
  </PageFrame>
);

const isMine = ({ owner, studio }: Stream, me: Me): boolean =>
  owner?.id === me.id || studio !== null || me.role === 'admin';

/** See the file header. */
export const OwnStream = ({ id, me }: OwnStreamProps): ReactElement => {
  const { data, error, refetch, isPending } = useFollowedStream(id);
  useRereadSettings(id, data !== undefined && isMine(data, me));
  if (isPending) return <Waiting />;
  if (error instanceof ApiProblem && (error.status === 404 || error.status === 400)) return <NotYours />;
  if (data) return isMine(data, me) ? <StreamStudio stream={data} /> : <NotYours />;
  return (
    <PageFrame title="Studio">
      <ErrorState what="The stream could not be read" error={error} onRetry={() => void refetch()} />
    </PageFrame>
  );
};
