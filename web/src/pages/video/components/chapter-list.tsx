/** The parts of a session that was interrupted: each leads to its beginning. */
import { type ReactElement, useSyncExternalStore } from 'react';
import { classNames } from '../../../design/class-names.ts';
import { formatClockTime } from '../../../format/format-date-time.ts';
import { formatDuration } from '../../../format/format-duration.ts';
import { spellDuration } from '../../../format/spell-duration.ts';
import { type Chapter, chapterIndexAt, chapterName } from '../../../player/video/model/chapters.ts';
import type { VideoRemote } from '../../../player/video/video-remote.ts';

export interface ChapterListProps {
  readonly chapters: readonly Chapter[];
  readonly remote: VideoRemote;
}

interface ChapterButtonProps {
  readonly chapter: Chapter;
  readonly index: number;
  readonly isCurrent: boolean;
  readonly onSelect: () => void;
}

const ChapterButton = ({ chapter, index, isCurrent, onSelect }: ChapterButtonProps): ReactElement => (
  <button
    type="button"
    aria-current={isCurrent ? 'true' : undefined}
    onClick={onSelect}
    className={classNames(
      'flex min-h-11 w-full cursor-pointer items-center gap-3 rounded-control px-3 text-left text-sm transition-colors hover:bg-raised',
      isCurrent && 'bg-raised',
    )}
  >
    <span aria-hidden className="w-14 shrink-0 font-medium text-accent tabular-nums">
      {formatDuration(chapter.startSeconds)}
    </span>
    <span className="font-medium">{chapterName(index)}</span>
    <span className="sr-only">at {spellDuration(Math.floor(chapter.startSeconds))}</span>
    <span className="ml-auto text-muted">recorded at {formatClockTime(chapter.recordedAt)}</span>
  </button>
);

export const ChapterList = ({ chapters, remote }: ChapterListProps): ReactElement => {
  const current = useSyncExternalStore(remote.subscribe, () =>
    chapterIndexAt(chapters, remote.getSnapshot().positionSeconds),
  );
  return (
    <section aria-labelledby="chapters-heading" className="rounded-card border border-line bg-surface p-4">
      <h2 id="chapters-heading" className="font-semibold">
        Chapters
      </h2>
      <p className="mb-2 text-muted text-sm">The session was interrupted; each part begins where it went on.</p>
      <ol className="-mx-2 flex flex-col gap-1">
        {chapters.map((chapter, index) => (
          <li key={chapter.startSeconds}>
            <ChapterButton
              chapter={chapter}
              index={index}
              isCurrent={index === current}
              onSelect={() => remote.seekTo(chapter.startSeconds)}
            />
          </li>
        ))}
      </ol>
    </section>
  );
};
