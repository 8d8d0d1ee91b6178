/** A part of the running session, or of the last one, becomes a recording of its own and then a video. */
import { Scissors } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { Dialog } from '../design/dialog.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { ClipForm } from './clip-form.tsx';
import { boundsOf } from './model/clip-range.ts';
import type { ClipStream } from './model/new-clip.ts';

export interface ClipMakerProps {
  readonly stream: ClipStream;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

type ClipContentProps = Omit<ClipMakerProps, 'isOpen'>;

const ClipContent = ({ stream, onClose }: ClipContentProps): ReactElement => {
  // As it was when it was opened: nothing moves while one chooses, even when the session goes on or ends.
  const [opened] = useState(() => ({ stream, bounds: boundsOf(stream, Date.now()) }));
  if (opened.bounds) {
    return <ClipForm stream={opened.stream} bounds={opened.bounds} onClose={onClose} />;
  }
  return (
    <EmptyState icon={<Scissors className="size-6" />} title="Nothing to cut yet">
      Go live first: a part of what you stream can become a video of its own, while you go on and afterwards.
    </EmptyState>
  );
};

/** See the file header. */
export const ClipMaker = ({ isOpen, ...content }: ClipMakerProps): ReactElement => (
  <Dialog title="Make a clip" isForm isOpen={isOpen} onClose={content.onClose}>
    <ClipContent {...content} />
  </Dialog>
);
