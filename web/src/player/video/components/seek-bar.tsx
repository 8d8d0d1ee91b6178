/**
 * The time of a video: how far it is, how much of it is here, where chapters begin, and a preview of what is pointed at. A range of the
 * browser's own, so that fingers, keys and screen readers work it alike, under a drawing of ours.
 */
import type { ReactElement } from 'react';
import { spellDuration } from '../../../format/spell-duration.ts';
import { type Chapter, chapterIndexAt, chapterMarks, chapterName } from '../model/chapters.ts';
import { shareOf } from '../model/seek-bar.ts';
import type { StoryboardTile } from '../model/storyboard.ts';
import { SeekPreview } from './seek-preview.tsx';
import { useScrub } from './use-scrub.ts';

export interface SeekBarProps {
  readonly positionSeconds: number;
  readonly durationSeconds: number;
  /** Until where media is here. */
  readonly bufferedSeconds: number;
  readonly chapters: readonly Chapter[];
  /** None: the preview is a time alone. */
  readonly tiles: readonly StoryboardTile[];
  readonly onSeek: (seconds: number) => void;
}

const percent = (share: number): string => `${share * 100}%`;

interface TrackProps {
  readonly share: number;
  readonly bufferedShare: number;
  readonly pointedShare: number;
  readonly marks: readonly number[];
}

const Track = ({ share, bufferedShare, pointedShare, marks }: TrackProps): ReactElement => (
  <div className="player-seek-track" aria-hidden="true">
    <div className="player-seek-buffered" style={{ width: percent(bufferedShare) }} />
    <div className="player-seek-buffered" style={{ width: percent(pointedShare) }} />
    <div className="player-seek-played" style={{ width: percent(share) }} />
    {marks.map((mark) => (
      <div key={mark} className="player-seek-mark" style={{ left: percent(mark) }} />
    ))}
  </div>
);

const spokenPlace = (seconds: number, duration: number, chapters: readonly Chapter[]): string => {
  const chapter = chapterIndexAt(chapters, seconds);
  const place = `${spellDuration(Math.floor(seconds))} of ${spellDuration(Math.floor(duration))}`;
  return chapter < 0 ? place : `${place}, ${chapterName(chapter)}`;
};

export const SeekBar = (props: SeekBarProps): ReactElement => {
  const { durationSeconds, bufferedSeconds, chapters, tiles } = props;
  const { input, shownSeconds, pointedSeconds, barHandlers, inputHandlers } = useScrub(props);
  const share = shareOf(shownSeconds, durationSeconds);
  const pointedShare = shareOf(pointedSeconds ?? 0, durationSeconds);
  return (
    <div className="player-seek" {...barHandlers}>
      <Track
        share={share}
        bufferedShare={shareOf(bufferedSeconds, durationSeconds)}
        pointedShare={pointedShare}
        marks={chapterMarks(chapters, durationSeconds)}
      />
      <div className="player-seek-knob" aria-hidden="true" style={{ left: percent(share) }} />
      <input
        ref={input}
        type="range"
        aria-label="Position"
        aria-valuetext={spokenPlace(shownSeconds, durationSeconds, chapters)}
        min={0}
        max={durationSeconds}
        step="any"
        value={shownSeconds}
        {...inputHandlers}
      />
      {pointedSeconds !== undefined && durationSeconds > 0 && (
        <SeekPreview seconds={pointedSeconds} share={pointedShare} tiles={tiles} chapters={chapters} />
      )}
    </div>
  );
};
