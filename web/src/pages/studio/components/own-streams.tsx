/** One's own streams, and the way to another one. */
import { Plus, Radio } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { EmptyState } from '../../../design/empty-state.tsx';
import { EndlessList } from '../../../design/endless-list.tsx';
import { PageFrame } from '../../../design/page-frame.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { useOwnStreams } from '../api/list-own-streams.ts';
import { CreateStreamDialog } from './create-stream-dialog.tsx';
import { OwnStreamRow } from './own-stream-row.tsx';

const CreateButton = ({ label, onClick }: { readonly label: string; readonly onClick: () => void }): ReactElement => (
  <Button variant="primary" icon={<Plus aria-hidden className="size-4" />} onClick={onClick}>
    {label}
  </Button>
);

/** See the file header. */
export const OwnStreams = (): ReactElement => {
  const query = useOwnStreams();
  const [isCreating, setIsCreating] = useState(false);
  const create = (): void => setIsCreating(true);
  const hasStreams = query.data?.pages.some(({ items }) => items.length > 0) ?? false;
  const empty = (
    <EmptyState
      icon={<Radio className="size-6" />}
      title="No stream yet"
      action={<CreateButton label="Create your first stream" onClick={create} />}
    >
      A stream is your place on air: it has an address for OBS and a page for viewers, and stays yours for as many
      sessions as you like.
    </EmptyState>
  );
  return (
    <PageFrame
      title="Studio"
      width="wide"
      actions={hasStreams && <CreateButton label="Create a stream" onClick={create} />}
    >
      <EndlessList
        query={query}
        keyOf={({ id }) => id}
        renderItem={(stream) => <OwnStreamRow stream={stream} />}
        skeleton={<Skeleton className="h-28.5 rounded-card" />}
        skeletonCount={3}
        empty={empty}
        endText="These are all your streams"
        what="Your streams could not be read"
        layout="rows"
      />
      <CreateStreamDialog isOpen={isCreating} onClose={() => setIsCreating(false)} />
    </PageFrame>
  );
};
