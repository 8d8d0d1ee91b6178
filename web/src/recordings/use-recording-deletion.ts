/**
 * Asks before a recording is deleted; afterwards the row is gone, and the focus goes to `heading`, or to the page's where that is
 * no element's.
 */
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Recording } from '../api/generated/schemas.ts';
import type { DeleteRecordingDialogProps } from './delete-recording-dialog.tsx';

export interface RecordingDeletion {
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly ask: (recording: Recording) => void;
  readonly dialog: DeleteRecordingDialogProps;
}

/** See the file header. The heading needs a `tabIndex` of -1. */
export const useRecordingDeletion = (): RecordingDeletion => {
  const heading = useRef<HTMLHeadingElement>(null);
  const [recording, setRecording] = useState<Recording>();
  const [deletions, setDeletions] = useState(0);
  // An effect: until the dialog is closed the page behind it takes no focus.
  useEffect(() => {
    if (deletions > 0) (heading.current ?? document.querySelector('h1'))?.focus();
  }, [deletions]);
  const close = (): void => setRecording(undefined);
  const end = (): void => {
    close();
    setDeletions((count) => count + 1);
  };
  return { heading, ask: setRecording, dialog: { recording, onClose: close, onDeleted: end } };
};
