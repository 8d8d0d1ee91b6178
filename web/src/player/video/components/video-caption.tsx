/** What stands over the picture when it does not simply play. Always in the page: only then it is read out when it changes. */
import type { ReactElement } from 'react';
import type { VideoState } from '../core/video-state.ts';
import { messageFor } from '../model/video-message.ts';

export interface VideoCaptionProps {
  readonly state: VideoState;
  readonly onRetry: () => void;
}

const kindOf = ({ phase }: VideoState): 'none' | 'busy' | 'still' => {
  if (phase === 'playing') return 'none';
  return phase === 'connecting' || phase === 'buffering' ? 'busy' : 'still';
};

export const VideoCaption = ({ state, onRetry }: VideoCaptionProps): ReactElement => {
  const message = messageFor(state);
  const kind = kindOf(state);
  return (
    <div slot="centered-chrome" className="player-caption player-video-caption" data-kind={kind}>
      <div role="status" className="player-caption-text">
        {kind === 'busy' && <span className="player-spinner" aria-hidden="true" />}
        {kind === 'busy' && <span className="sr-only">Loading</span>}
        {message && <p className="player-caption-title">{message.title}</p>}
        {message && <p className="player-caption-hint">{message.hint}</p>}
      </div>
      {message?.retryLabel && (
        <button type="button" className="player-pill" onClick={onRetry}>
          {message.retryLabel}
        </button>
      )}
    </div>
  );
};
