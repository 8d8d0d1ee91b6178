/** Another key, after saying what that does. */
import { KeyRound } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { Button } from '../../../../design/button.tsx';
import { ConfirmDialog } from '../../../../design/confirm-dialog.tsx';
import { useToast } from '../../../../design/toasts.tsx';
import { useRotateKey } from '../../api/rotate-key.ts';

export interface RotateKeyProps {
  readonly streamId: string;
}

/** See the file header. */
export const RotateKey = ({ streamId }: RotateKeyProps): ReactElement => {
  const [isAsking, setIsAsking] = useState(false);
  const rotation = useRotateKey(streamId);
  const toast = useToast();
  const rotate = (): void => {
    if (rotation.isPending) return;
    rotation.mutate(undefined, {
      onSuccess: () => {
        setIsAsking(false);
        toast({ kind: 'done', text: 'The key is new: copy it into your encoder before its next start.' });
      },
    });
  };
  const ask = (): void => {
    rotation.reset();
    setIsAsking(true);
  };
  return (
    <>
      <Button size="sm" icon={<KeyRound aria-hidden className="size-4" />} onClick={ask}>
        Rotate the key
      </Button>
      <ConfirmDialog
        title="Rotate the key?"
        confirmLabel="Rotate the key"
        isOpen={isAsking}
        isBusy={rotation.isPending}
        error={rotation.error}
        onConfirm={rotate}
        onClose={() => setIsAsking(false)}
      >
        <p>
          From the next connect on, encoders need the new key, and the old one is refused. A session that runs goes on;
          should its encoder drop, it needs the new key to come back.
        </p>
      </ConfirmDialog>
    </>
  );
};
