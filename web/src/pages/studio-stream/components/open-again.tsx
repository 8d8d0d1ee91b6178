/** Lets encoders in again after the stream was ended. */
import { CirclePlay } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from '../../../design/button.tsx';
import { problemText } from '../../../design/problem-text.ts';
import { useToast } from '../../../design/toasts.tsx';
import { useChangeStream } from '../api/change-stream.ts';

export interface OpenAgainProps {
  readonly streamId: string;
}

/** See the file header. */
export const OpenAgain = ({ streamId }: OpenAgainProps): ReactElement => {
  const opening = useChangeStream(streamId);
  const toast = useToast();
  const open = (): void =>
    opening.mutate(
      { suspended: false },
      { onError: (error) => toast({ kind: 'failed', text: `Could not open the stream. ${problemText(error)}` }) },
    );
  return (
    <Button
      variant="primary"
      icon={<CirclePlay aria-hidden className="size-4" />}
      isBusy={opening.isPending}
      onClick={open}
    >
      Open again
    </Button>
  );
};
