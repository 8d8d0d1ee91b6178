/** Tells viewers who had left off somewhere that it goes on from there, with the way back to the beginning. */
import { type ReactElement, useEffect, useEffectEvent } from 'react';
import { formatDuration } from '../../../format/format-duration.ts';

export interface ResumeNoteProps {
  readonly seconds: number;
  readonly onStartOver: () => void;
  /** It was there for long enough. */
  readonly onEnd: () => void;
}

const shownMs = 8_000;

export const ResumeNote = ({ seconds, onStartOver, onEnd }: ResumeNoteProps): ReactElement => {
  const end = useEffectEvent(onEnd);
  useEffect(() => {
    const timer = setTimeout(() => end(), shownMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div slot="top-chrome" className="player-resume">
      <p role="status">Going on at {formatDuration(seconds)}</p>
      <button type="button" className="player-pill" onClick={onStartOver}>
        Start over
      </button>
    </div>
  );
};
