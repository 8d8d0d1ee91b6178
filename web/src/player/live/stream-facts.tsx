/** How many watch, and how far the picture is behind what arrives: each where it is known. */
import { Eye } from 'lucide-react';
import type { ReactElement } from 'react';
import { formatCount } from '../../format/format-count.ts';
import type { PlayerState } from '../core/player-state.ts';
import { latencyText } from './view-state.ts';

export interface StreamFactsProps {
  readonly state: PlayerState;
  readonly viewers: number | undefined;
}

const eye = <Eye aria-hidden />;

export const StreamFacts = ({ state, viewers }: StreamFactsProps): ReactElement => {
  const latency = latencyText(state);
  return (
    <div slot="top-chrome" className="player-facts">
      {latency && (
        <span title="From the arrival at the server to this picture, without the encoder and its line">{latency}</span>
      )}
      {viewers !== undefined && (
        <span title={`${viewers} watching`}>
          {eye}
          <span className="sr-only">Watching: </span>
          {formatCount(viewers)}
        </span>
      )}
    </div>
  );
};
