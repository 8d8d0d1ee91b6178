/** Where the stream stands, who watches, since when. */
import { Clock, Eye, Lock } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Stream } from '../../../api/generated/schemas.ts';
import { formatCount } from '../../../format/format-count.ts';
import { RelativeTime } from '../../../format/relative-time.tsx';
import { StandingBadge } from '../../../studio/components/standing-badge.tsx';
import { standingOf } from '../../../studio/model/stream-standing.ts';

export interface StreamFactsProps {
  readonly stream: Stream;
}

const fact = 'inline-flex items-center gap-1.5';

/** See the file header. */
export const StreamFacts = ({ stream }: StreamFactsProps): ReactElement => {
  const isRunning = stream.state !== 'offline' && !stream.isSuspended;
  return (
    <div className="flex min-h-7 flex-wrap items-center gap-x-4 gap-y-1 text-muted text-sm">
      <span role="status">
        <StandingBadge stream={stream} />
      </span>
      {isRunning ? (
        <span className={fact}>
          <Eye aria-hidden className="size-4" />
          {formatCount(stream.viewers)} watching
        </span>
      ) : (
        <span>{standingOf(stream).hint}</span>
      )}
      {isRunning && stream.sessionStartedAt && (
        <span className={fact}>
          <Clock aria-hidden className="size-4" />
          <span>
            Began <RelativeTime at={stream.sessionStartedAt} />
          </span>
        </span>
      )}
      {stream.visibility === 'private' && (
        <span className={fact}>
          <Lock aria-hidden className="size-4" />
          Private
        </span>
      )}
    </div>
  );
};
