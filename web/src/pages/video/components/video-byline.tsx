/** Whose a video is, how often it was seen, and from when it is. */
import type { ReactElement } from 'react';
import type { Video } from '../../../api/generated/schemas.ts';
import { Avatar } from '../../../design/avatar.tsx';
import { countOf } from '../../../format/count-of.ts';
import { formatCount } from '../../../format/format-count.ts';
import { RelativeTime } from '../../../format/relative-time.tsx';
import { OwnerLink } from '../../../people/owner-link.tsx';
import { ownerName } from '../../../people/owner-name.ts';

export interface VideoBylineProps {
  readonly video: Pick<Video, 'owner' | 'viewCount' | 'recordedAt' | 'createdAt'>;
}

export const VideoByline = ({ video: { owner, viewCount, recordedAt, createdAt } }: VideoBylineProps): ReactElement => (
  <div className="flex min-w-0 items-center gap-3">
    <Avatar name={ownerName(owner)} />
    <div className="min-w-0">
      <p className="flex font-medium">
        <OwnerLink owner={owner} />
      </p>
      <p className="text-muted text-sm">
        {countOf(viewCount, 'view', formatCount)}
        {' · '}
        {recordedAt === null ? 'published ' : 'recorded '}
        <RelativeTime at={recordedAt ?? createdAt} />
      </p>
    </div>
  </div>
);
