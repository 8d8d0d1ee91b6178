/** Ends the session, or closes a stream that has none, after saying what that does. */
import { CircleStop } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { Stream } from '../../../api/generated/schemas.ts';
import { Button } from '../../../design/button.tsx';
import { ConfirmDialog } from '../../../design/confirm-dialog.tsx';
import { useEndStream } from '../api/end-stream.ts';

export interface EndSessionProps {
  readonly stream: Stream;
}

const words = {
  running: {
    label: 'End the session',
    title: 'End the session?',
    text: 'Viewers see that it has ended, and its video is made. Your encoder is turned away until you open the stream again: stop streaming in OBS too.',
  },
  offline: {
    label: 'Close the stream',
    title: 'Close the stream?',
    text: 'Encoders are turned away until you open it again. Its address and key stay the same, and it takes nothing of the cluster meanwhile.',
  },
} as const;

/** See the file header. */
export const EndSession = ({ stream }: EndSessionProps): ReactElement => {
  const [isAsking, setIsAsking] = useState(false);
  const ending = useEndStream(stream.id);
  const { label, title, text } = words[stream.state === 'offline' ? 'offline' : 'running'];
  const end = (): void => {
    if (!ending.isPending) ending.mutate(undefined, { onSuccess: () => setIsAsking(false) });
  };
  const ask = (): void => {
    ending.reset();
    setIsAsking(true);
  };
  return (
    <>
      <Button icon={<CircleStop aria-hidden className="size-4" />} onClick={ask}>
        {label}
      </Button>
      <ConfirmDialog
        title={title}
        confirmLabel={label}
        isDangerous={stream.state !== 'offline'}
        isOpen={isAsking}
        isBusy={ending.isPending}
        error={ending.error}
        onConfirm={end}
        onClose={() => setIsAsking(false)}
      >
        <p>{text}</p>
      </ConfirmDialog>
    </>
  );
};
