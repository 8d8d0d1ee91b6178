/** The recordings of a stream in its studio, the newest first, kept current by themselves. */
import { Film } from 'lucide-react';
import { type ReactElement, type ReactNode, useId } from 'react';
import { EmptyState } from '../design/empty-state.tsx';
import { EndlessList } from '../design/endless-list.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { useStreamRecordings } from './api/list-recordings.ts';
import { DeleteRecordingDialog } from './delete-recording-dialog.tsx';
import { RecordingRow } from './recording-row.tsx';
import { useRecordingDeletion } from './use-recording-deletion.ts';

export interface RecordingsPanelProps {
  readonly streamId: string;
  /** Beside the heading: what makes more of them. */
  readonly actions?: ReactNode;
}

const empty = (
  <EmptyState icon={<Film className="size-6" />} title="No recordings yet">
    Each session is recorded by itself and becomes a video when it has ended. Go live, and the first one stands here.
  </EmptyState>
);

/** See the file header. */
export const RecordingsPanel = ({ streamId, actions }: RecordingsPanelProps): ReactElement => {
  const query = useStreamRecordings(streamId);
  const { heading, ask, dialog } = useRecordingDeletion();
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-4">
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-3">
        <h2 id={id} ref={heading} tabIndex={-1} className="font-semibold text-lg">
          Recordings
        </h2>
        {actions}
      </div>
      <EndlessList
        query={query}
        keyOf={(recording) => recording.id}
        renderItem={(recording) => <RecordingRow recording={recording} onDelete={ask} />}
        skeleton={<Skeleton className="h-34.5 rounded-card" />}
        skeletonCount={3}
        empty={empty}
        endText="These are all recordings"
        what="The recordings could not be read"
        layout="rows"
      />
      <DeleteRecordingDialog {...dialog} />
    </section>
  );
};
