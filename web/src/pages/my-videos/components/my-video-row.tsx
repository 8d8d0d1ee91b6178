/** One of the user's videos, with what can be done to it: in columns where there is room. */
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';
import type { VideoSummary } from '../../../api/generated/schemas.ts';
import { videoPath } from '../../../app/page-paths.ts';
import { preloadVideoPage } from '../../../app/preload-video-page.ts';
import { DurationBadge } from '../../../cards/duration-badge.tsx';
import { countOf } from '../../../format/count-of.ts';
import { formatBytes } from '../../../format/format-bytes.ts';
import { formatCount } from '../../../format/format-count.ts';
import { RelativeTime } from '../../../format/relative-time.tsx';
import { VideoThumbnail } from '../../../videos/video-thumbnail.tsx';
import { visibilityWords } from '../model/visibility-words.ts';
import { RowActions, type VideoActions } from './row-actions.tsx';
import { VisibilityIcon } from './visibility-icon.tsx';

export interface MyVideoRowProps extends VideoActions {
  readonly video: VideoSummary;
}

type Shown = Pick<MyVideoRowProps, 'video'>;

const Picture = ({ video }: Shown): ReactElement => (
  <div className="relative aspect-video w-28 shrink-0 overflow-hidden rounded-control bg-raised sm:w-44">
    <VideoThumbnail url={video.thumbnailUrl} />
    <DurationBadge seconds={video.durationSeconds} />
  </div>
);

const Words = ({ video }: Shown): ReactElement => (
  <div className="min-w-0 lg:flex-1">
    <h3 className="wrap-anywhere line-clamp-2 font-semibold leading-snug">
      <Link to={videoPath(video.id)} className="outline-offset-4 after:absolute after:inset-0 hover:text-accent">
        {video.title}
      </Link>
    </h3>
    {video.tags.length > 0 && (
      <p className="wrap-anywhere mt-1 line-clamp-1 text-muted text-sm">
        {video.tags.map((tag) => `#${tag}`).join(' ')}
      </p>
    )}
  </div>
);

/** A column, or one after the other in a line that breaks. */
const Fact = ({ width, children }: { readonly width: string; readonly children: ReactNode }): ReactElement => (
  <span className={`inline-flex shrink-0 items-center gap-1.5 ${width}`}>{children}</span>
);

const Facts = ({ video }: Shown): ReactElement => (
  <p className="flex flex-wrap gap-x-4 gap-y-1 text-muted text-sm tabular-nums lg:flex-nowrap">
    <Fact width="lg:w-24">
      <VisibilityIcon visibility={video.visibility} className="size-4 shrink-0" />
      {visibilityWords[video.visibility].label}
    </Fact>
    <Fact width="lg:w-24">{countOf(video.viewCount, 'view', formatCount)}</Fact>
    <Fact width="lg:w-20">{countOf(video.likeCount, 'like', formatCount)}</Fact>
    <Fact width="lg:w-20">{formatBytes(video.sizeBytes)}</Fact>
    <Fact width="lg:w-32">
      <RelativeTime at={video.recordedAt ?? video.createdAt} />
    </Fact>
  </p>
);

/** All of the row leads to the video; the buttons are above that. */
export const MyVideoRow = ({ video, ...actions }: MyVideoRowProps): ReactElement => (
  <article
    onPointerEnter={preloadVideoPage}
    onFocus={preloadVideoPage}
    className="relative flex items-start gap-3 rounded-card border border-line bg-surface p-3 transition-colors hover:border-edge sm:items-center sm:gap-4"
  >
    <Picture video={video} />
    <div className="flex min-w-0 flex-1 flex-col gap-1.5 py-0.5 lg:flex-row lg:items-center lg:gap-6">
      <Words video={video} />
      <Facts video={video} />
    </div>
    <RowActions video={video} {...actions} />
  </article>
);
