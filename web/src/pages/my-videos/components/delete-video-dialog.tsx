/** Asks before a video is deleted. */
import type { ReactElement } from 'react';
import { flushSync } from 'react-dom';
import type { VideoSummary } from '../../../api/generated/schemas.ts';
import { ConfirmDialog } from '../../../design/confirm-dialog.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { useDeleteVideo } from '../../../videos/api/delete-video.ts';

export interface DeleteVideoDialogProps {
  readonly video: VideoSummary;
  readonly onClose: () => void;
}

export const DeleteVideoDialog = ({ video, onClose }: DeleteVideoDialogProps): ReactElement => {
  const deleting = useDeleteVideo();
  const toast = useToast();
  const confirm = (): void =>
    deleting.mutate(video.id, {
      onSuccess: () => {
        // The button that opened this is gone with its row: the focus must not fall to the page's beginning.
        flushSync(onClose);
        document.querySelector('h1')?.focus();
        toast({ kind: 'done', text: 'The video was deleted' });
      },
    });
  return (
    <ConfirmDialog
      title="Delete this video?"
      confirmLabel="Delete for good"
      isDangerous
      isOpen
      isBusy={deleting.isPending}
      error={deleting.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <strong className="wrap-anywhere">{video.title}</strong> is deleted with its file, its views and its likes. It
      does not come back.
    </ConfirmDialog>
  );
};
