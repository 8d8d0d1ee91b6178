/**
 * What stands around every picture: Media Chrome's controller, which hides its controls while nobody moves, fills the screen
 * and takes clicks on the picture, with the look of our players.
 */
import { type MouseEvent, type ReactElement, type ReactNode, type RefObject, useEffect } from 'react';
import { type PlaybackControl, usePlaybackRequests } from './media-requests.ts';
import { useTaps } from './use-taps.ts';
import './media-elements.ts';
import './bar.css';
import './choice-menu.css';
import './over-picture.css';
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

/** A button over the picture goes when it is pressed: the focus stays in the player, for its keys and for who listens. */
const keepFocus = ({ target, currentTarget }: MouseEvent<HTMLElement>): void => {
  const button = target instanceof Element ? target.closest('button') : null;
  if (!button?.closest('[slot$="-chrome"]')) return;
  currentTarget.closest<HTMLElement>('[data-player]')?.focus({ preventScroll: true });
};

export const PlayerFrame = ({ name, controller, control, onSeekBy, children }: PlayerFrameProps): ReactElement => {
  const taps = useTaps(onSeekBy);
  usePlaybackRequests(controller, control);
  // The controller names itself when it is connected, and every player the same.
  useEffect(() => controller.current?.setAttribute('aria-label', name), [controller, name]);
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
      onClick={keepFocus}
      {...taps}
    >
      {children}
      {/* For fingers; where there is a mouse, the picture itself is the button. */}
      <media-play-button slot="centered-chrome" className="player-center" notooltip />
    </media-controller>
  );
};
