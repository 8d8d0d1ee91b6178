/** What a recording is: its title, whether it is a clip, and whether only its owner will see it. */
import { Lock, Scissors } from 'lucide-react';
import type { ReactElement, Ref } from 'react';
import type { Recording } from '../../api/generated/schemas.ts';

export interface RecordingTitleProps {
  readonly recording: Recording;
  /** Of the heading, which takes the focus when what had it is gone. */
  readonly ref?: Ref<HTMLHeadingElement>;
}

const chip = 'inline-flex shrink-0 items-center gap-1 rounded-full bg-raised px-2 py-0.5 text-muted text-xs';

export const RecordingTitle = ({ recording, ref }: RecordingTitleProps): ReactElement => {
  const { title, range, visibility } = recording;
  return (
    <div className="flex min-h-8 min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1">
      <h3 ref={ref} tabIndex={-1} className="wrap-anywhere line-clamp-2 font-medium outline-none">
        {title}
      </h3>
      {range && (
        <span className={chip}>
          <Scissors aria-hidden className="size-3" />
          Clip
        </span>
      )}
      {visibility === 'private' && (
        <span className={chip}>
          <Lock aria-hidden className="size-3" />
          Private
        </span>
      )}
    </div>
  );
};
