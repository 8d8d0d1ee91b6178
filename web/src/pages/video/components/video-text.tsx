/** A video's description, its labels, and the facts of its file. */
import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import type { Video } from '../../../api/generated/schemas.ts';
import { searchPath, watchPath } from '../../../app/page-paths.ts';
import { classNames } from '../../../design/class-names.ts';
import { TagChip } from '../../../design/tag-chip.tsx';
import { formatBytes } from '../../../format/format-bytes.ts';
import { formatDateTime } from '../../../format/format-date-time.ts';
import { isLongText } from '../model/is-long-text.ts';

export interface VideoTextProps {
  readonly video: Video;
}

/** Plain text with its line breaks; a long one shows its beginning first. */
const Description = ({ text }: { readonly text: string }): ReactElement => {
  const [isOpen, setIsOpen] = useState(false);
  const isLong = isLongText(text);
  return (
    <div>
      <p className={classNames('max-w-prose whitespace-pre-line break-words', isLong && !isOpen && 'line-clamp-5')}>
        {text}
      </p>
      {isLong && (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          className="min-h-11 cursor-pointer font-medium text-accent hover:underline"
        >
          {isOpen ? 'Show less' : 'Show more'}
        </button>
      )}
    </div>
  );
};

const Tags = ({ tags }: { readonly tags: readonly string[] }): ReactElement => (
  <ul aria-label="Tags" className="flex flex-wrap gap-2">
    {tags.map((tag) => (
      <li key={tag} className="max-w-full">
        <TagChip tag={tag} to={searchPath({ tag })} />
      </li>
    ))}
  </ul>
);

const Facts = ({ video }: VideoTextProps): ReactElement => (
  <ul aria-label="Facts" className="flex flex-wrap items-center gap-x-5 gap-y-1 text-muted">
    {video.category !== null && <li>Category: {video.category}</li>}
    <li>Published {formatDateTime(video.createdAt)}</li>
    <li>
      {video.width} × {video.height}, {formatBytes(video.sizeBytes)}
    </li>
    {video.stream && (
      <li>
        <Link
          to={watchPath(video.stream.namespace, video.stream.name)}
          className="inline-flex min-h-6 items-center underline underline-offset-2 hover:text-text"
        >
          The stream it is from
        </Link>
      </li>
    )}
  </ul>
);

export const VideoText = ({ video }: VideoTextProps): ReactElement => (
  <div className="flex flex-col gap-3 rounded-card border border-line bg-surface p-4 text-sm">
    {video.description !== '' && <Description text={video.description} />}
    {video.tags.length > 0 && <Tags tags={video.tags} />}
    <Facts video={video} />
  </div>
);
