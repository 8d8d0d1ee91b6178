/** What stands over the picture when it does not simply play. Always in the page: only then it is read out when it changes. */
import { Volume2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { StartButton } from '../chrome/start-button.tsx';
import type { PlayerState } from '../core/player-state.ts';
import { messageFor } from './view-state.ts';

export interface StateCaptionProps {
  readonly state: PlayerState;
  readonly isOver: boolean;
  readonly onGoLive: () => void;
}

export const StateCaption = ({ state, isOver, onGoLive }: StateCaptionProps): ReactElement => {
  const message = messageFor(state, isOver);
  return (
    <div slot="centered-chrome" className="player-caption" data-kind={message?.kind ?? 'none'}>
      <div role="status" className="player-caption-text">
        {message?.kind === 'busy' && <span className="player-spinner" aria-hidden="true" />}
        {message && <p className="player-caption-title">{message.title}</p>}
        {message?.hint && <p className="player-caption-hint">{message.hint}</p>}
      </div>
      {message && state.isLiveAgain && (
        <button type="button" className="player-pill" onClick={onGoLive}>
          Go live
        </button>
      )}
    </div>
  );
};

export interface StartButtonsProps {
  readonly state: PlayerState;
  readonly onPlay: () => void;
  readonly onSound: () => void;
}

/** What a press must do because a browser's rule kept the player from it, and to play on after a pause. */
export const StartButtons = ({ state, onPlay, onSound }: StartButtonsProps): ReactElement | null => {
  const { isPaused, isSilenced, wantsToPlay, window, phase } = state;
  if (!window || phase !== 'playing' || messageFor(state)) return null;
  if (isPaused && !wantsToPlay) return <StartButton onPlay={onPlay} />;
  if (!isSilenced) return null;
  return (
    <button type="button" slot="top-chrome" className="player-pill player-sound" onClick={onSound}>
      <Volume2 aria-hidden />
      Tap for sound
    </button>
  );
};
