/** Shows what one copies to have a stream in a page of one's own. */
import type { ReactElement } from 'react';
import { CopyField } from '../design/copy-field.tsx';
import { Dialog } from '../design/dialog.tsx';
import { type EmbeddedStream, embedCode } from './embed-code.ts';

export interface EmbedDialogProps extends Omit<EmbeddedStream, 'origin'> {
  /** Private streams are shown here alone. */
  readonly isPrivate?: boolean;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

const privateText =
  'This stream is private: others see it on this site alone, when they may. Make it public to embed it.';

export const EmbedDialog = ({ isPrivate = false, isOpen, onClose, ...stream }: EmbedDialogProps): ReactElement => (
  <Dialog title="Embed this stream" isOpen={isOpen} onClose={onClose}>
    {isPrivate ? (
      <p>{privateText}</p>
    ) : (
      <CopyField
        label="HTML"
        value={embedCode({ ...stream, origin: window.location.origin })}
        hint="Paste it into a page of a site that is allowed to embed from here; who runs this site says which are. Add ?autoplay=1&muted=1 to the address to begin without a click."
      />
    )}
  </Dialog>
);
