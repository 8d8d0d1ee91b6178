/** One of the user's videos, with what can be done to it. */
import { Download, Pencil, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { VideoSummary } from '../../../api/generated/schemas.ts';
import { videoPath } from '../../../app/page-paths.ts';
import { PictureBadge } from '../../../cards/picture-badge.tsx';
import { IconButton } from '../../../design/icon-button.tsx';
import { Menu } from '../../../design/menu.tsx';
import { formatDuration } from '../../../format/format-duration.ts';
import { preloadVideoPage } from '../../../videos/preload-video-page.ts';
import { VideoFacts } from '../../../videos/video-facts.tsx';
import { VideoThumbnail } from '../../../videos/video-thumbnail.tsx';
import { visibilityWords } from '../model/visibility-words.ts';
import { VisibilityIcon } from './visibility-icon.tsx';

/** What a row may ask for. */
export interface VideoActions {
  readonly onEdit: (video: VideoSummary) => void;
  readonly onDelete: (video: VideoSummary) => void;
  readonly onDownload: (video: VideoSummary) => void;
}

export interface MyVideoRowProps extends VideoActions {
  readonly video: VideoSummary;
}

const Picture = ({ video }: Pick<MyVideoRowProps, 'video'>): ReactElement => (
  <div className="relative aspect-video w-28 shrink-0 overflow-hidden rounded-control bg-raised sm:w-44">
    <VideoThumbnail url={video.thumbnailUrl} />
    <PictureBadge place="bottom-end">{formatDuration(video.durationSeconds)}</PictureBadge>
  </div>
);

const Words = ({ video }: Pick<MyVideoRowProps, 'video'>): ReactElement => (
  <div className="min-w-0 flex-1 py-0.5">
    <h3 className="wrap-anywhere line-clamp-2 font-semibold leading-snug">
      <Link to={videoPath(video.id)} className="outline-offset-4 after:absolute after:inset-0 hover:text-accent">
        {video.title}
      </Link>
    </h3>
    <p className="mt-1 flex items-center gap-1.5 text-muted text-sm">
      <VisibilityIcon visibility={video.visibility} className="size-4 shrink-0" />
      {visibilityWords[video.visibility].label}
    </p>
    <p className="mt-0.5 text-muted text-sm">
      <VideoFacts video={video} />
    </p>
    {video.tags.length > 0 && (
      <p className="wrap-anywhere mt-1 line-clamp-1 text-muted text-sm">
        {video.tags.map((tag) => `#${tag}`).join(' ')}
      </p>
    )}
  </div>
);

/** All of the row leads to the video; the buttons are above that. */
export const MyVideoRow = ({ video, onEdit, onDelete, onDownload }: MyVideoRowProps): ReactElement => (
  <article
    onPointerEnter={preloadVideoPage}
    className="relative flex items-start gap-3 rounded-card border border-line bg-surface p-3 transition-colors hover:border-edge sm:gap-4"
  >
    <Picture video={video} />
    <Words video={video} />
    <div className="relative -m-1 flex shrink-0 flex-col sm:flex-row">
      <IconButton
        label={`Edit ${video.title}`}
        icon={<Pencil aria-hidden className="size-5" />}
        onClick={() => onEdit(video)}
      />
      <Menu
        label={`More for ${video.title}`}
        items={[
          { label: 'Download', icon: <Download aria-hidden className="size-4" />, onSelect: () => onDownload(video) },
          {
            label: 'Delete',
            icon: <Trash2 aria-hidden className="size-4" />,
            isDangerous: true,
            onSelect: () => onDelete(video),
          },
        ]}
      />
    </div>
  </article>
);
