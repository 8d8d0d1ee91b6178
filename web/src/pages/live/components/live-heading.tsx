/** What is being watched: title, whose it is, how it stands, and what to do with it. */
import { SlidersHorizontal } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Stream } from '../../../api/generated/schemas.ts';
import { studioStreamPath } from '../../../app/page-paths.ts';
import { Avatar } from '../../../design/avatar.tsx';
import { ButtonLink } from '../../../design/button-link.tsx';
import { OwnerLink } from '../../../people/owner-link.tsx';
import { ownerName } from '../../../people/owner-name.ts';
import type { LiveState } from '../model/live-state.ts';
import { LiveFacts } from './live-facts.tsx';
import { ShareButton } from './share-button.tsx';

export interface LiveHeadingProps {
  /** Of the stream, or its name until that is known. */
  readonly title: string;
  readonly state: LiveState;
  readonly stream: Stream | undefined;
  readonly isMine: boolean;
  readonly windowMinutes: number;
}

/** Keeps its height while nobody is known. */
const OwnerLine = ({ stream }: Pick<LiveHeadingProps, 'stream'>): ReactElement => (
  <div className="flex min-h-9 items-center gap-2.5 text-muted text-sm">
    {stream && (
      <>
        <Avatar name={ownerName(stream.owner)} />
        <OwnerLink owner={stream.owner} />
      </>
    )}
  </div>
);

/** See the file header. The h1 takes the focus after a navigation. */
export const LiveHeading = ({ title, state, stream, isMine, windowMinutes }: LiveHeadingProps): ReactElement => (
  <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
    <div className="min-w-0 space-y-2">
      <h1 tabIndex={-1} className="break-words font-semibold text-xl outline-none sm:text-2xl">
        {title}
      </h1>
      <LiveFacts state={state} stream={stream} windowMinutes={windowMinutes} />
      <OwnerLine stream={stream} />
    </div>
    <div className="flex flex-wrap items-center gap-2">
      <ShareButton />
      {isMine && stream && (
        <ButtonLink to={studioStreamPath(stream.id)} icon={<SlidersHorizontal aria-hidden className="size-4" />}>
          Studio
        </ButtonLink>
      )}
    </div>
  </header>
);
