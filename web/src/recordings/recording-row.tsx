/** A recording: what it is, how it is doing, and what can be done. */
import { Trash2 } from 'lucide-react';
import { type ReactElement, useRef } from 'react';
import type { Recording } from '../api/generated/schemas.ts';
import { FormAlert } from '../design/form-alert.tsx';
import { IconButton } from '../design/icon-button.tsx';
import { useToast } from '../design/toasts.tsx';
import { useRetryRecording } from './api/retry-recording.ts';
import { RecordingActions } from './components/recording-actions.tsx';
import { RecordingFacts } from './components/recording-facts.tsx';
import { RecordingState } from './components/recording-state.tsx';
import { RecordingTitle } from './components/recording-title.tsx';

export interface RecordingRowProps {
  readonly recording: Recording;
  readonly onDelete: (recording: Recording) => void;
}

/** See the file header. */
export const RecordingRow = ({ recording, onDelete }: RecordingRowProps): ReactElement => {
  const retry = useRetryRecording();
  const toast = useToast();
  const heading = useRef<HTMLHeadingElement>(null);
  const endRetry = (): void => {
    // The button that was pressed goes.
    heading.current?.focus();
    toast({ kind: 'done', text: 'Another try begins in a moment' });
  };
  return (
    <article className="flex flex-col gap-2 rounded-card border border-line bg-surface p-4">
      <div className="flex items-start justify-between gap-3">
        <RecordingTitle ref={heading} recording={recording} />
        {recording.isManagedHere && (
          <IconButton
            label={`Delete the recording ${recording.title}`}
            icon={<Trash2 aria-hidden className="size-4" />}
            onClick={() => onDelete(recording)}
            className="-my-1.5 -mr-2.5"
          />
        )}
      </div>
      <RecordingFacts recording={recording} />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <RecordingState recording={recording} />
        <RecordingActions
          recording={recording}
          isRetrying={retry.isPending}
          onRetry={() => retry.mutate(recording.id, { onSuccess: endRetry })}
        />
      </div>
      {!recording.isManagedHere && (
        <p className="text-muted text-sm">It was made in Kubernetes, and is changed there alone.</p>
      )}
      <FormAlert error={retry.error} />
    </article>
  );
};
