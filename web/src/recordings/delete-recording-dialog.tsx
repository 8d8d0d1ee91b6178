/** Asks whether a recording is to be deleted, says what is lost, and deletes it. */
import type { ReactElement } from 'react';
import type { Recording } from '../api/generated/schemas.ts';
import { ConfirmDialog } from '../design/confirm-dialog.tsx';
import { useToast } from '../design/toasts.tsx';
import { useDeleteRecording } from './api/delete-recording.ts';
import { deletionWords } from './model/deletion-words.ts';

export interface DeleteRecordingDialogProps {
  /** Undefined: nothing is asked. */
  readonly recording: Recording | undefined;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

/** See the file header. */
export const DeleteRecordingDialog = (props: DeleteRecordingDialogProps): ReactElement => {
  const { recording, onClose, onDeleted } = props;
  const deletion = useDeleteRecording();
  const toast = useToast();
  const close = (): void => {
    deletion.reset();
    onClose();
  };
  const end = (): void => {
    toast({ kind: 'done', text: 'The recording is deleted' });
    onDeleted();
  };
  return (
    <ConfirmDialog
      title="Delete the recording?"
      confirmLabel="Delete"
      isDangerous
      isOpen={recording !== undefined}
      isBusy={deletion.isPending}
      error={deletion.error}
      onConfirm={() => recording && deletion.mutate(recording.id, { onSuccess: end })}
      onClose={close}
    >
      {recording && (
        <>
          <p className="wrap-anywhere font-medium">{recording.title}</p>
          <p className="mt-1 text-muted">{deletionWords(recording)}</p>
        </>
      )}
    </ConfirmDialog>
  );
};
