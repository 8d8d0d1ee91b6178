/**
 * The bar over the DVR window: a range of the browser's own, so that fingers, keys and screen readers work it alike, under
 * a drawing of ours. A drag seeks where it ends; what it would seek to stands above the knob meanwhile.
 */
import { type KeyboardEvent, type PointerEvent, type ReactElement, useState } from 'react';
import { useEndOfDrag } from '../chrome/use-end-of-drag.ts';
import { type DvrWindow, describePosition } from '../core/dvr-window.ts';
import { percentOf, placeLabel, secondsAfterKey, shownSeconds, windowLength } from './seek-bar-model.ts';

export interface SeekBarProps {
  readonly window: DvrWindow;
  /** Seconds on the video's timeline. */
  readonly onSeek: (seconds: number) => void;
}

const secondsUnder = (event: PointerEvent<HTMLElement>, length: number): number => {
  const { left, width } = event.currentTarget.getBoundingClientRect();
  return width === 0 ? length : length * Math.min(1, Math.max(0, (event.clientX - left) / width));
};

export const SeekBar = ({ window, onSeek }: SeekBarProps): ReactElement => {
  const [dragged, setDragged] = useState<number>();
  const [hovered, setHovered] = useState<number>();
  const length = windowLength(window);
  const seconds = dragged ?? shownSeconds(window);
  const pointed = dragged ?? hovered;
  const seekTo = (to: number): void => onSeek(window.startSeconds + to);
  const input = useEndOfDrag((to) => {
    seekTo(to);
    setDragged(undefined);
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = event.altKey || event.ctrlKey || event.metaKey ? undefined : secondsAfterKey(event.key, seconds, length);
    if (to === undefined) return;
    event.preventDefault();
    seekTo(to);
  };
  return (
    <div
      className="player-seek"
      onPointerMove={(event) => event.pointerType === 'mouse' && setHovered(secondsUnder(event, length))}
      onPointerLeave={() => setHovered(undefined)}
    >
      <div className="player-seek-track" aria-hidden="true">
        <div className="player-seek-played" style={{ width: `${percentOf(seconds, window)}%` }} />
      </div>
      <div className="player-seek-knob" aria-hidden="true" style={{ left: `${percentOf(seconds, window)}%` }} />
      <input
        ref={input}
        type="range"
        aria-label="Position"
        aria-valuetext={describePosition({ ...window, positionSeconds: window.startSeconds + seconds })}
        min={0}
        max={length}
        step="any"
        value={seconds}
        onChange={(event) => setDragged(event.currentTarget.valueAsNumber)}
        onPointerCancel={() => setDragged(undefined)}
        onBlur={() => setDragged(undefined)}
        onKeyDown={onKeyDown}
      />
      {pointed !== undefined && (
        <div
          className="player-seek-preview player-seek-text"
          aria-hidden="true"
          style={{ left: `${percentOf(pointed, window)}%` }}
        >
          {placeLabel(pointed, window)}
        </div>
      )}
    </div>
  );
};
