/** Tells those who may change a video that not everybody sees it. */
import { EyeOff, Lock } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Video } from '../../../api/generated/schemas.ts';

export interface VisibilityNoteProps {
  readonly video: Pick<Video, 'visibility' | 'isMine'>;
}

const notes = {
  private: { Icon: Lock, name: 'Private', meaning: 'Only its owner sees it' },
  unlisted: { Icon: EyeOff, name: 'Unlisted', meaning: 'Whoever has the link sees it' },
} as const;

/** Nothing for a public video, and for others’. */
export const VisibilityNote = ({ video: { visibility, isMine } }: VisibilityNoteProps): ReactElement | null => {
  if (visibility === 'public' || !isMine) return null;
  const { Icon, name, meaning } = notes[visibility];
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted text-sm">
      <span className="inline-flex items-center gap-1.5 rounded-full border border-line bg-raised px-2.5 py-0.5 font-medium text-text">
        <Icon aria-hidden className="size-3.5" />
        {name}
      </span>
      {meaning}
    </p>
  );
};
