/**
 * A window over the page, by the browser's own dialog: the page behind is inert, Escape closes, and the focus returns to
 * where it was. What is in it exists only while it is open.
 */
import { X } from 'lucide-react';
import {
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  type SyntheticEvent,
  useId,
  useLayoutEffect,
  useRef,
} from 'react';
import { IconButton } from './icon-button.tsx';

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, the one that does it last. */
  readonly footer?: ReactNode;
  /** People type in it: a press beside it does not close it, or all of that would be lost. */
  readonly isForm?: boolean | undefined;
}

/** A second Escape in a row cannot be prevented in Chrome: what is to stay, as what is under way does, is shown again. */
const showAgain = ({ currentTarget: dialog }: SyntheticEvent<HTMLDialogElement>): void => {
  if (dialog.isConnected && !dialog.open) dialog.showModal();
};

type OpenDialogProps = Omit<DialogProps, 'isOpen'>;

const OpenDialog = ({ title, onClose, children, footer, isForm = false }: OpenDialogProps): ReactElement => {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Before it is removed: a dialog that is gone from the page gives no focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const closeOutside = (event: MouseEvent): void => {
    if (!isForm && event.target === event.currentTarget) onClose();
  };
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={showAgain}
      onMouseDown={closeOutside}
      className="m-auto max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] max-w-lg overflow-hidden rounded-card border border-line bg-surface p-0 text-text shadow-float backdrop:bg-backdrop open:flex"
    >
      {/* It scrolls, not the dialog: a press on the scrollbar is none beside the dialog. */}
      <div className="flex min-w-0 grow flex-col gap-4 overflow-y-auto p-5">
        <div className="flex items-start justify-between gap-3">
          <h2 id={id} className="font-semibold text-lg">
            {title}
          </h2>
          <IconButton label="Close" icon={<X aria-hidden className="size-5" />} onClick={onClose} className="-m-2.5" />
        </div>
        <div className="text-sm">{children}</div>
        {footer && <div className="flex flex-wrap justify-end gap-2 pt-1">{footer}</div>}
      </div>
    </dialog>
  );
};

/** See the file header. */
export const Dialog = ({ isOpen, ...rest }: DialogProps): ReactElement | null =>
  isOpen ? <OpenDialog {...rest} /> : null;
