/** The end of a stream for good, after saying what goes and what stays. */
import { Trash2 } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Stream } from '../../../../api/generated/schemas.ts';
import { Button } from '../../../../design/button.tsx';
import { ConfirmDialog } from '../../../../design/confirm-dialog.tsx';
import { useToast } from '../../../../design/toasts.tsx';
import { useDeleteStream } from '../../api/delete-stream.ts';

export interface DeleteStreamProps {
  readonly stream: Stream;
}

/** See the file header. */
export const DeleteStream = ({ stream }: DeleteStreamProps): ReactElement => {
  const [isAsking, setIsAsking] = useState(false);
  const navigate = useNavigate();
  const toast = useToast();
  const deletion = useDeleteStream(stream.id, async () => {
    toast({ kind: 'done', text: `“${stream.title}” is deleted.` });
    await navigate('/studio');
  });
  const deleteIt = (): void => {
    if (!deletion.isPending) deletion.mutate();
  };
  const ask = (): void => {
    deletion.reset();
    setIsAsking(true);
  };
  return (
    <>
      <Button
        size="sm"
        variant="ghost"
        className="text-bad!"
        icon={<Trash2 aria-hidden className="size-4" />}
        onClick={ask}
      >
        Delete
      </Button>
      <ConfirmDialog
        title={`Delete “${stream.title}”?`}
        confirmLabel="Delete the stream"
        isDangerous
        isOpen={isAsking}
        isBusy={deletion.isPending}
        error={deletion.error}
        onConfirm={deleteIt}
        onClose={() => setIsAsking(false)}
      >
        <p>
          Its address, its key and its page go for good
          {stream.state === 'offline' ? '' : ', and the running session ends'}. Recordings and videos stay. Somebody
          with the old address finds nothing there.
        </p>
      </ConfirmDialog>
    </>
  );
};
