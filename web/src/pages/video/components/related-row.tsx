/** A video in the column beside another: its picture on the left. */
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { VideoSummary } from '../../../api/generated/schemas.ts';
import { videoPath } from '../../../app/page-paths.ts';
import { DurationBadge } from '../../../cards/duration-badge.tsx';
import { ownerName } from '../../../people/owner-name.ts';
import { VideoFacts } from '../../../videos/video-facts.tsx';
import { VideoThumbnail } from '../../../videos/video-thumbnail.tsx';

export interface RelatedRowProps {
  readonly video: VideoSummary;
}

/** One link, so that the keyboard has one stop a video. */
export const RelatedRow = ({ video }: RelatedRowProps): ReactElement => (
  <Link to={videoPath(video.id)} className="group flex gap-3 rounded-control">
    <span className="relative block aspect-video w-40 shrink-0 self-start overflow-hidden rounded-control bg-raised">
      <VideoThumbnail url={video.thumbnailUrl} />
      <DurationBadge seconds={video.durationSeconds} />
    </span>
    <span className="flex min-w-0 flex-col gap-1 text-sm">
      <span className="line-clamp-2 break-words font-medium group-hover:text-accent">{video.title}</span>
      <span className="truncate text-muted text-xs">{ownerName(video.owner)}</span>
      <span className="text-muted text-xs">
        <VideoFacts video={video} />
      </span>
    </span>
  </Link>
);
