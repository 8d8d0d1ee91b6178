/** Tells viewers who had left off somewhere that it goes on from there, with the way back to the beginning. */
import { type ReactElement, useEffect, useEffectEvent, useState } from 'react';
import { formatDuration } from '../../../format/format-duration.ts';

export interface ResumeNoteProps {
  /** 0: there is nothing to tell. */
  readonly seconds: number;
  readonly onStartOver: () => void;
  /** It was there for long enough. */
  readonly onEnd: () => void;
}

const shownMs = 8_000;

/** It does not go from under a pointer or the focus. */
const useEnd = (isRunning: boolean, onEnd: () => void): void => {
  const end = useEffectEvent(onEnd);
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setTimeout(() => end(), shownMs);
    return () => clearTimeout(timer);
  }, [isRunning]);
};

/** Always in the page: only then it is read out when it begins to say something. */
export const ResumeNote = ({ seconds, onStartOver, onEnd }: ResumeNoteProps): ReactElement => {
  const [isPointedAt, setIsPointedAt] = useState(false);
  const [isFocused, setIsFocused] = useState(false);
  const isShown = seconds > 0;
  useEnd(isShown && !isPointedAt && !isFocused, onEnd);
  return (
    <div slot="top-chrome" className="player-resume" data-is-shown={isShown}>
      <p role="status">{isShown && `Going on at ${formatDuration(seconds)}`}</p>
      {isShown && (
        <button
          type="button"
          className="player-pill"
          onClick={onStartOver}
          onPointerEnter={() => setIsPointedAt(true)}
          onPointerLeave={() => setIsPointedAt(false)}
          onFocus={() => setIsFocused(true)}
          onBlur={() => setIsFocused(false)}
        >
          Start over
        </button>
      )}
    </div>
  );
};
