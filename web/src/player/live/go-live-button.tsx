/** Says whether this is the present, and leads to it. */
import type { ReactElement } from 'react';
import type { PlayerState } from '../core/player-state.ts';
import { liveButtonText, pageState, positionText, shortPositionText } from './view-state.ts';

export interface GoLiveButtonProps {
  readonly state: PlayerState;
  readonly onGoLive: () => void;
}

export const GoLiveButton = ({ state, onGoLive }: GoLiveButtonProps): ReactElement => {
  const shown = pageState(state);
  const isUseful = shown === 'behind' || state.isLiveAgain;
  return (
    <>
      <button
        type="button"
        className="player-button player-go-live"
        // Not `disabled`: that would take the focus of who pressed it.
        aria-disabled={!isUseful}
        onClick={() => isUseful && onGoLive()}
      >
        <span className="player-dot" aria-hidden="true" data-is-live={shown === 'live'} />
        {liveButtonText(state)}
      </button>
      <span className="player-position" aria-hidden="true">
        <span className="player-when-wide">{positionText(state)}</span>
        <span className="player-when-narrow">{shortPositionText(state)}</span>
      </span>
    </>
  );
};
