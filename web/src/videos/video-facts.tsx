/** How often a video was seen and liked, and when it was made. */
import type { ReactElement } from 'react';
import type { VideoSummary } from '../api/generated/schemas.ts';
import { countOf } from '../format/count-of.ts';
import { formatCount } from '../format/format-count.ts';
import { RelativeTime } from '../format/relative-time.tsx';

export interface VideoFactsProps {
  readonly video: Pick<VideoSummary, 'viewCount' | 'likeCount' | 'recordedAt' | 'createdAt'>;
}

/** One line. Likes are left out where there are none. */
export const VideoFacts = ({ video }: VideoFactsProps): ReactElement => (
  <>
    {countOf(video.viewCount, 'view', formatCount)}
    {video.likeCount > 0 && <> · {countOf(video.likeCount, 'like', formatCount)}</>}
    {' · '}
    <RelativeTime at={video.recordedAt ?? video.createdAt} />
  </>
);
