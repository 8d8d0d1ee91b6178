/** Large, in the middle of a picture that stands because nobody has begun, or because somebody paused. */
import { Play } from 'lucide-react';
import type { ReactElement } from 'react';

export interface StartButtonProps {
  readonly onPlay: () => void;
}

const play = <Play aria-hidden />;

export const StartButton = ({ onPlay }: StartButtonProps): ReactElement => (
  <button type="button" slot="centered-chrome" className="player-big-play" aria-label="Play" onClick={onPlay}>
    {play}
  </button>
);
