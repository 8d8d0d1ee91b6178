/** What taps and clicks on the picture do beyond playing and pausing: two taps on a side seek, two clicks fill the screen. */
import { type MouseEvent, type PointerEvent, useRef } from 'react';
import { toggleFullScreen } from './media-requests.ts';
import { type Tap, tapSeekSeconds } from './tap-seek.ts';

export interface Taps {
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  readonly onDoubleClick: (event: MouseEvent<HTMLElement>) => void;
}

/** The picture itself, and nothing that stands over it. */
const isPicture = (target: EventTarget, frame: Element): boolean =>
  target === frame || target instanceof HTMLVideoElement;

/** For the element around the picture. Two quick taps are a double click for browsers, which tells nothing of its pointer. */
export const useTaps = (onSeekBy: (seconds: number) => void): Taps => {
  const lastTap = useRef<Tap>(undefined);
  const lastPointer = useRef('mouse');
  return {
    onPointerUp: ({ pointerType, target, currentTarget, timeStamp, clientX }) => {
      lastPointer.current = pointerType;
      if (pointerType !== 'touch' || !isPicture(target, currentTarget)) return;
      const { left, width } = currentTarget.getBoundingClientRect();
      const tap: Tap = { atMs: timeStamp, share: (clientX - left) / width };
      const seconds = tapSeekSeconds(lastTap.current, tap);
      lastTap.current = tap;
      if (seconds !== 0) onSeekBy(seconds);
    },
    onDoubleClick: ({ target, currentTarget }) => {
      if (lastPointer.current !== 'touch' && isPicture(target, currentTarget)) toggleFullScreen(currentTarget);
    },
  };
};
