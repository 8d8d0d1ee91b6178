/** What a viewer would get by seeking there: its picture, its time and its chapter, above the bar. */
import type { ReactElement } from 'react';
import { formatDuration } from '../../../format/format-duration.ts';
import { type Chapter, chapterIndexAt, chapterName } from '../model/chapters.ts';
import { type StoryboardTile as Tile, tileAt } from '../model/storyboard.ts';
import { StoryboardTile } from './storyboard-tile.tsx';

export interface SeekPreviewProps {
  readonly seconds: number;
  /** 0 to 1, of the bar. */
  readonly share: number;
  readonly tiles: readonly Tile[];
  readonly chapters: readonly Chapter[];
}

/** CSS pixels of a preview without a picture. */
const textWidth = 96;

/** For the eye: listeners have the slider's own text. It stays within the bar. */
export const SeekPreview = ({ seconds, share, tiles, chapters }: SeekPreviewProps): ReactElement => {
  const tile = tileAt(tiles, seconds);
  const chapter = chapterIndexAt(chapters, seconds);
  const half = `${(tile?.width ?? textWidth) / 2}px`;
  return (
    <div
      className="player-storyboard"
      aria-hidden="true"
      style={{ left: `clamp(${half}, ${share * 100}%, calc(100% - ${half}))` }}
    >
      {tile && <StoryboardTile tile={tile} />}
      <p className="player-seek-text">
        {formatDuration(seconds)}
        {chapter >= 0 && ` · ${chapterName(chapter)}`}
      </p>
    </div>
  );
};
