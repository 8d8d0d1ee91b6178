/** Asks before something that cannot be undone. */
import type { ReactElement, ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { FormAlert } from './form-alert.tsx';

export interface ConfirmDialogProps {
  readonly title: string;
  /** What will happen. */
  readonly children: ReactNode;
  readonly confirmLabel: string;
  readonly isDangerous?: boolean | undefined;
  readonly isOpen: boolean;
  readonly isBusy?: boolean | undefined;
  /** Why it failed. */
  readonly error?: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** What is under way cannot be called back: until it is answered the window stays. */
export const ConfirmDialog = (props: ConfirmDialogProps): ReactElement => (
  <Dialog
    title={props.title}
    isOpen={props.isOpen}
    onClose={() => props.isBusy || props.onClose()}
    footer={
      <>
        <Button variant="ghost" disabled={props.isBusy} onClick={props.onClose}>
          Cancel
        </Button>
        <Button variant={props.isDangerous ? 'danger' : 'primary'} isBusy={props.isBusy} onClick={props.onConfirm}>
          {props.confirmLabel}
        </Button>
      </>
    }
  >
    <div className="flex flex-col gap-3">
      <div>{props.children}</div>
      <FormAlert error={props.error} />
    </div>
  </Dialog>
);
