/** A stream in a list. */
import { Eye } from 'lucide-react';
import { memo, type ReactElement } from 'react';
import type { StreamSummary } from '../api/generated/schemas.ts';
import { watchPath } from '../app/page-paths.ts';
import { CardFrame } from '../cards/card-frame.tsx';
import { PictureBadge } from '../cards/picture-badge.tsx';
import { LiveBadge } from '../design/live-badge.tsx';
import { formatCount } from '../format/format-count.ts';
import { RelativeTime } from '../format/relative-time.tsx';
import { approachStream } from './approach-stream.ts';
import { LiveThumbnail } from './live-thumbnail.tsx';

export interface StreamCardProps {
  readonly stream: StreamSummary;
}

const StreamBadges = ({ stream }: StreamCardProps): ReactElement => (
  <>
    {stream.state !== 'offline' && (
      <span className="absolute start-2 top-2 inline-flex">
        <LiveBadge state={stream.state} />
      </span>
    )}
    {stream.visibility === 'private' && <PictureBadge place="bottom-end">Private</PictureBadge>}
    {stream.state !== 'offline' && (
      <PictureBadge place="bottom-start">
        <Eye aria-hidden className="size-3.5" />
        {formatCount(stream.viewers)} <span className="sr-only">watching</span>
      </PictureBadge>
    )}
  </>
);

const startedAt = ({ state, sessionStartedAt, sessionEndedAt }: StreamSummary): ReactElement => {
  if (sessionStartedAt === null) return <>Never live yet</>;
  if (state !== 'offline') {
    return (
      <>
        Began <RelativeTime at={sessionStartedAt} />
      </>
    );
  }
  return (
    <>
      Last live <RelativeTime at={sessionEndedAt ?? sessionStartedAt} />
    </>
  );
};

/** Its live picture renews itself. Pointing at the card fetches what the stream's page needs. */
export const StreamCard = memo(
  ({ stream }: StreamCardProps): ReactElement => (
    <CardFrame
      to={watchPath(stream.namespace, stream.name)}
      title={stream.title}
      owner={stream.owner}
      picture={<LiveThumbnail url={stream.state === 'offline' ? null : stream.thumbnailUrl} />}
      badges={<StreamBadges stream={stream} />}
      facts={startedAt(stream)}
      onApproach={() => approachStream(stream)}
    />
  ),
);
