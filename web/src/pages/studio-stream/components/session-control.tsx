/**
 * Ends the session, or closes a stream that has none, after saying what that does; opens the stream again afterwards. One
 * button for both, so that the focus stays where it was.
 */
import { CirclePlay, CircleStop } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { Stream } from '../../../api/generated/schemas.ts';
import { Button } from '../../../design/button.tsx';
import { ConfirmDialog } from '../../../design/confirm-dialog.tsx';
import { problemText } from '../../../design/problem-text.ts';
import { useToast } from '../../../design/toasts.tsx';
import { useChangeStream } from '../api/change-stream.ts';
import { useEndStream } from '../api/end-stream.ts';

export interface SessionControlProps {
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

interface Opening {
  readonly open: () => void;
  readonly isPending: boolean;
}

const useOpening = (streamId: string): Opening => {
  const { mutate, isPending } = useChangeStream(streamId);
  const toast = useToast();
  const onError = (error: unknown): void =>
    toast({ kind: 'failed', text: `Could not open the stream. ${problemText(error)}` });
  return { open: () => mutate({ suspended: false }, { onError }), isPending };
};

/** See the file header. */
export const SessionControl = ({ stream }: SessionControlProps): ReactElement => {
  const [isAsking, setIsAsking] = useState(false);
  const ending = useEndStream(stream.id);
  const opening = useOpening(stream.id);
  const { isSuspended } = stream;
  const { label, title, text } = words[stream.state === 'offline' ? 'offline' : 'running'];
  const close = (): void => setIsAsking(false);
  const end = (): void => {
    if (!ending.isPending) ending.mutate(undefined, { onSuccess: close });
  };
  const ask = (): void => {
    ending.reset();
    setIsAsking(true);
  };
  const Icon = isSuspended ? CirclePlay : CircleStop;
  return (
    <>
      <Button
        variant={isSuspended ? 'primary' : undefined}
        icon={<Icon aria-hidden className="size-4" />}
        isBusy={opening.isPending}
        onClick={isSuspended ? opening.open : ask}
      >
        {isSuspended ? 'Open again' : label}
      </Button>
      <ConfirmDialog
        title={title}
        confirmLabel={label}
        isDangerous={stream.state !== 'offline'}
        isOpen={isAsking && !isSuspended}
        isBusy={ending.isPending}
        error={ending.error}
        onConfirm={end}
        onClose={close}
      >
        <p>{text}</p>
      </ConfirmDialog>
    </>
  );
};
