/** A video in a list. */
import { EyeOff, Lock } from 'lucide-react';
import { memo, type ReactElement } from 'react';
import type { VideoSummary } from '../api/generated/schemas.ts';
import { videoPath } from '../app/page-paths.ts';
import { preloadVideoPage } from '../app/preload-video-page.ts';
import { CardFrame } from '../cards/card-frame.tsx';
import { DurationBadge } from '../cards/duration-badge.tsx';
import { PictureBadge } from '../cards/picture-badge.tsx';
import { VideoFacts } from './video-facts.tsx';
import { VideoThumbnail } from './video-thumbnail.tsx';

export interface VideoCardProps {
  readonly video: VideoSummary;
}

/** Who may see it, where not everybody may. */
const VisibilityBadge = ({ video }: VideoCardProps): ReactElement | null => {
  if (video.visibility === 'public') return null;
  const Icon = video.visibility === 'private' ? Lock : EyeOff;
  return (
    <PictureBadge place="top-start">
      <Icon aria-hidden className="size-3.5" />
      {video.visibility === 'private' ? 'Private' : 'Unlisted'}
    </PictureBadge>
  );
};

/** Pointing at it fetches what the video's page needs. */
export const VideoCard = memo(
  ({ video }: VideoCardProps): ReactElement => (
    <CardFrame
      to={videoPath(video.id)}
      title={video.title}
      owner={video.owner}
      picture={<VideoThumbnail url={video.thumbnailUrl} />}
      badges={
        <>
          <VisibilityBadge video={video} />
          <DurationBadge seconds={video.durationSeconds} />
        </>
      }
      facts={<VideoFacts video={video} />}
      onApproach={preloadVideoPage}
    />
  ),
);
