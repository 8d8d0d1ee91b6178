/** What can be done with a recording beside deleting it: watch its video, have it tried again. Nothing where neither can be. */
import { Play, RotateCw } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Recording } from '../../api/generated/schemas.ts';
import { videoPath } from '../../app/page-paths.ts';
import { Button } from '../../design/button.tsx';
import { ButtonLink } from '../../design/button-link.tsx';

export interface RecordingActionsProps {
  readonly recording: Recording;
  readonly isRetrying: boolean;
  readonly onRetry: () => void;
}

/** See the file header. What is managed elsewhere can only be watched. */
export const RecordingActions = ({ recording, isRetrying, onRetry }: RecordingActionsProps): ReactElement | null => {
  const { title, state, videoId, isManagedHere } = recording;
  if (videoId !== null) {
    return (
      <ButtonLink
        to={videoPath(videoId)}
        size="sm"
        icon={<Play aria-hidden className="size-4" />}
        aria-label={`Watch ${title}`}
      >
        Watch
      </ButtonLink>
    );
  }
  if (state !== 'failed' || !isManagedHere) return null;
  return (
    <Button
      size="sm"
      icon={<RotateCw aria-hidden className="size-4" />}
      isBusy={isRetrying}
      onClick={onRetry}
      aria-label={`Retry ${title}`}
    >
      Retry
    </Button>
  );
};
