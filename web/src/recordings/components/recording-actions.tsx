/** What can be done with a recording: watch its video, have it tried again, delete it. */
import { Play, RotateCw, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Recording } from '../../api/generated/schemas.ts';
import { videoPath } from '../../app/page-paths.ts';
import { Button } from '../../design/button.tsx';
import { ButtonLink } from '../../design/button-link.tsx';
import { IconButton } from '../../design/icon-button.tsx';

export interface RecordingActionsProps {
  readonly recording: Recording;
  readonly isRetrying: boolean;
  readonly onRetry: () => void;
  readonly onDelete: () => void;
}

/** See the file header. What is managed elsewhere can only be watched. */
export const RecordingActions = (props: RecordingActionsProps): ReactElement => {
  const { title, state, videoId, isManagedHere } = props.recording;
  return (
    <div className="-my-1.5 flex shrink-0 items-center gap-1">
      {videoId !== null && (
        <ButtonLink
          to={videoPath(videoId)}
          size="sm"
          icon={<Play aria-hidden className="size-4" />}
          aria-label={`Watch ${title}`}
        >
          Watch
        </ButtonLink>
      )}
      {state === 'failed' && isManagedHere && (
        <Button
          size="sm"
          icon={<RotateCw aria-hidden className="size-4" />}
          isBusy={props.isRetrying}
          onClick={props.onRetry}
          aria-label={`Retry ${title}`}
        >
          Retry
        </Button>
      )}
      {isManagedHere && (
        <IconButton
          label={`Delete the recording ${title}`}
          icon={<Trash2 aria-hidden className="size-4" />}
          onClick={props.onDelete}
        />
      )}
    </div>
  );
};
