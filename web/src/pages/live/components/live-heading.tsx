/** What is being watched: title, whose it is, how it stands, and what to do with it. */
import { SlidersHorizontal } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Stream } from '../../../api/generated/schemas.ts';
import { studioStreamPath } from '../../../app/page-paths.ts';
import { Avatar } from '../../../design/avatar.tsx';
import { ButtonLink } from '../../../design/button-link.tsx';
import { EmbedButton } from '../../../embed/embed-button.tsx';
import { OwnerLink } from '../../../people/owner-link.tsx';
import { ownerName } from '../../../people/owner-name.ts';
import type { LiveHint } from '../model/live-hint.ts';
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
  readonly hint: LiveHint | undefined;
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

type ActionsProps = Pick<LiveHeadingProps, 'hint' | 'isMine' | 'stream'>;

const Actions = ({ hint, isMine, stream }: ActionsProps): ReactElement => (
  <div className="flex flex-wrap items-center gap-2">
    {hint?.action && (
      <ButtonLink to={hint.action.to} variant="primary">
        {hint.action.label}
      </ButtonLink>
    )}
    <ShareButton />
    {stream && <EmbedButton stream={stream} />}
    {isMine && stream && (
      <ButtonLink
        to={studioStreamPath(stream.id)}
        variant="secondary"
        icon={<SlidersHorizontal aria-hidden className="size-4" />}
      >
        Studio
      </ButtonLink>
    )}
  </div>
);

/** See the file header. The h1 takes the focus after a navigation. */
export const LiveHeading = (props: LiveHeadingProps): ReactElement => (
  <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
    <div className="min-w-0 space-y-2">
      <h1 tabIndex={-1} className="break-words font-semibold text-xl outline-none sm:text-2xl">
        {props.title}
      </h1>
      <LiveFacts {...props} />
      <OwnerLine {...props} />
    </div>
    <Actions {...props} />
  </header>
);
