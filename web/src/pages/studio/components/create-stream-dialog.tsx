/** Makes a stream, and leads to its studio. */
import type { ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { studioStreamPath } from '../../../app/page-paths.ts';
import { Dialog } from '../../../design/dialog.tsx';
import { StreamEditor } from '../../../studio/components/stream-editor.tsx';
import { WithLadders } from '../../../studio/components/with-ladders.tsx';
import { emptyForm, newStreamOf } from '../../../studio/model/stream-form.ts';
import { useCreateStream } from '../api/create-stream.ts';

export interface CreateStreamDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

const CreateStream = ({ onClose }: Pick<CreateStreamDialogProps, 'onClose'>): ReactElement => {
  const creation = useCreateStream();
  const navigate = useNavigate();
  return (
    <WithLadders>
      {(ladders) => (
        <StreamEditor
          initial={emptyForm(ladders)}
          ladders={ladders}
          error={creation.error}
          isBusy={creation.isPending}
          saveLabel="Create the stream"
          onSave={(form) =>
            creation.mutate(newStreamOf(form), { onSuccess: ({ id }) => void navigate(studioStreamPath(id)) })
          }
          onCancel={onClose}
        />
      )}
    </WithLadders>
  );
};

/** See the file header. */
export const CreateStreamDialog = ({ isOpen, onClose }: CreateStreamDialogProps): ReactElement => (
  <Dialog title="Create a stream" isForm isOpen={isOpen} onClose={onClose}>
    <CreateStream onClose={onClose} />
  </Dialog>
);
