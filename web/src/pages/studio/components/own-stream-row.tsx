/** One of one's own streams: its picture, where it stands, and the way to its studio. */
import { Lock } from 'lucide-react';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { StreamSummary } from '../../../api/generated/schemas.ts';
import { studioStreamPath } from '../../../app/page-paths.ts';
import { formatCount } from '../../../format/format-count.ts';
import { RelativeTime } from '../../../format/relative-time.tsx';
import { LiveThumbnail } from '../../../streams/live-thumbnail.tsx';
import { StandingBadge } from '../../../studio/components/standing-badge.tsx';
import { standingOf } from '../../../studio/model/stream-standing.ts';
import { useFollowOwnStream } from '../api/list-own-streams.ts';
import { NotReadyReason } from './not-ready-reason.tsx';

export interface OwnStreamRowProps {
  readonly stream: StreamSummary;
}

const Running = ({ stream }: OwnStreamRowProps): ReactElement => (
  <>
    {formatCount(stream.viewers)} watching
    {stream.sessionStartedAt && (
      <>
        {' · began '}
        <RelativeTime at={stream.sessionStartedAt} />
      </>
    )}
  </>
);

const Resting = ({ stream }: OwnStreamRowProps): ReactElement => {
  const endedAt = stream.sessionEndedAt ?? stream.sessionStartedAt;
  if (endedAt === null) return <>Never live yet</>;
  return (
    <>
      Last live <RelativeTime at={endedAt} />
    </>
  );
};

const Facts = ({ stream }: OwnStreamRowProps): ReactElement => {
  const { kind } = standingOf(stream);
  if (kind === 'live' || kind === 'reconnecting') return <Running stream={stream} />;
  if (kind === 'preparing') return <NotReadyReason streamId={stream.id} />;
  return <Resting stream={stream} />;
};

/** See the file header. */
export const OwnStreamRow = ({ stream }: OwnStreamRowProps): ReactElement => {
  useFollowOwnStream(stream.id);
  return (
    <article className="group relative flex min-h-24 items-center gap-3 rounded-card border border-line bg-surface p-3 transition-colors hover:border-edge sm:gap-4">
      <div className="relative aspect-video w-28 shrink-0 overflow-hidden rounded-control bg-raised sm:w-40">
        <LiveThumbnail url={stream.thumbnailUrl} isRenewed={stream.state !== 'offline'} />
      </div>
      <div className="flex min-w-0 flex-1 flex-col items-start gap-1.5">
        <h2 className="line-clamp-2 max-w-full break-words font-semibold leading-snug">
          <Link
            to={studioStreamPath(stream.id)}
            className="outline-none after:absolute after:inset-0 after:rounded-card focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:outline-offset-2 group-hover:text-accent"
          >
            {stream.title}
          </Link>
        </h2>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-sm">
          <StandingBadge stream={stream} />
          <span>
            <Facts stream={stream} />
          </span>
          {stream.visibility === 'private' && (
            <span className="inline-flex items-center gap-1">
              <Lock aria-hidden className="size-3.5" />
              Private
            </span>
          )}
        </p>
      </div>
    </article>
  );
};
