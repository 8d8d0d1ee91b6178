/** Makes a stream, and leads to its studio. */
import type { ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { studioStreamPath } from '../../../app/page-paths.ts';
import { Dialog } from '../../../design/dialog.tsx';
import { ErrorState } from '../../../design/error-state.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { useLadders } from '../../../studio/api/get-ladders.ts';
import { StreamEditor } from '../../../studio/components/stream-editor.tsx';
import { emptyForm, newStreamOf } from '../../../studio/model/stream-form.ts';
import { useCreateStream } from '../api/create-stream.ts';

export interface CreateStreamDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

const Waiting = (): ReactElement => (
  <div className="flex flex-col gap-5">
    <p role="status" className="sr-only">
      Loading
    </p>
    {['h-16', 'h-20', 'h-80', 'h-14'].map((height) => (
      <Skeleton key={height} className={height} />
    ))}
  </div>
);

const CreateStream = ({ onClose }: Pick<CreateStreamDialogProps, 'onClose'>): ReactElement => {
  const ladders = useLadders();
  const creation = useCreateStream();
  const navigate = useNavigate();
  if (ladders.isPending) return <Waiting />;
  if (!ladders.data) {
    const retry = (): void => void ladders.refetch();
    return <ErrorState what="The qualities to choose from could not be read" error={ladders.error} onRetry={retry} />;
  }
  return (
    <StreamEditor
      initial={emptyForm(ladders.data)}
      ladders={ladders.data}
      error={creation.error}
      isBusy={creation.isPending}
      saveLabel="Create the stream"
      onSave={(form) =>
        creation.mutate(newStreamOf(form), { onSuccess: ({ id }) => void navigate(studioStreamPath(id)) })
      }
      onCancel={onClose}
    />
  );
};

/** See the file header. */
export const CreateStreamDialog = ({ isOpen, onClose }: CreateStreamDialogProps): ReactElement => (
  <Dialog title="Create a stream" isOpen={isOpen} onClose={onClose}>
    <CreateStream onClose={onClose} />
  </Dialog>
);
