/**
 * What stands around every picture: Media Chrome's controller, which hides its controls while nobody moves, fills the screen
 * and takes clicks on the picture, with the look of our players.
 */
import { type PointerEvent, type ReactElement, type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { type PlaybackControl, toggleFullScreen, usePlaybackRequests } from './media-requests.ts';
import { type Tap, tapSeekSeconds } from './tap-seek.ts';
import './media-elements.ts';
import './chrome.css';

export interface PlayerFrameProps {
  /** Names the player for those who listen. */
  readonly name: string;
  readonly controller: RefObject<HTMLElement | null>;
  /** Undefined until there is a player. */
  readonly control: PlaybackControl | undefined;
  /** Two taps on a side of the picture ask for it. */
  readonly onSeekBy: (seconds: number) => void;
  /** A `<video slot="media">`, and what stands over it. */
  readonly children: ReactNode;
}

const autohideSeconds = 3;

/** The picture itself, and nothing that stands over it. */
const isPicture = (target: EventTarget, frame: Element): boolean =>
  target === frame || target instanceof HTMLVideoElement;

export const PlayerFrame = ({ name, controller, control, onSeekBy, children }: PlayerFrameProps): ReactElement => {
  const lastTap = useRef<Tap>(undefined);
  usePlaybackRequests(controller, control);
  // The controller names itself when it is connected, and every player the same.
  useEffect(() => controller.current?.setAttribute('aria-label', name), [controller, name]);
  const onPointerUp = (event: PointerEvent<HTMLElement>): void => {
    if (event.pointerType !== 'touch' || !isPicture(event.target, event.currentTarget)) return;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const tap: Tap = { atMs: event.timeStamp, share: (event.clientX - left) / width };
    const seconds = tapSeekSeconds(lastTap.current, tap);
    lastTap.current = tap;
    if (seconds !== 0) onSeekBy(seconds);
  };
  return (
    // Without a tabindex: a negative one would take all that is slotted out of the Tab key's way. Around it, what takes a click's focus.
    <media-controller
      ref={controller}
      className="player-frame"
      autohide={autohideSeconds}
      nohotkeys
      noautoseektolive
      novolumepref
      nomutedpref
      nosubtitleslangpref
      onPointerUp={onPointerUp}
      onDoubleClick={({ target, currentTarget, nativeEvent }) => {
        const isTouch = nativeEvent instanceof globalThis.PointerEvent && nativeEvent.pointerType === 'touch';
        if (!isTouch && isPicture(target, currentTarget)) toggleFullScreen(currentTarget);
      }}
    >
      {children}
      {/* For fingers; where there is a mouse, the picture itself is the button. */}
      <media-play-button slot="centered-chrome" className="player-center" notooltip />
    </media-controller>
  );
};
