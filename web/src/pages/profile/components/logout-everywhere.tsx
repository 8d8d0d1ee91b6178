/** Ends all logins, after a question. */
import { useMutation } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { ConfirmDialog } from '../../../design/confirm-dialog.tsx';

export interface LogoutEverywhereProps {
  readonly logOut: () => Promise<void>;
}

export const LogoutEverywhere = ({ logOut }: LogoutEverywhereProps): ReactElement => {
  const [isAsking, setIsAsking] = useState(false);
  const logout = useMutation({ mutationFn: logOut });
  const close = (): void => {
    setIsAsking(false);
    logout.reset();
  };
  return (
    <>
      <Button icon={<LogOut aria-hidden className="size-4" />} onClick={() => setIsAsking(true)}>
        Log out everywhere
      </Button>
      <ConfirmDialog
        title="Log out everywhere?"
        confirmLabel="Log out everywhere"
        isDangerous
        isOpen={isAsking}
        isBusy={logout.isPending}
        error={logout.error}
        onConfirm={() => logout.mutate()}
        onClose={close}
      >
        All devices, this one too, have to log in again; some notice only after ten minutes. What you publish from OBS
        goes on.
      </ConfirmDialog>
    </>
  );
};
