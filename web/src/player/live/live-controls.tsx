/** The bar under the picture. */
import { Settings2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { ChoiceMenu } from '../chrome/choice-menu.tsx';
import { HelpButton } from '../chrome/help-button.tsx';
import { ScreenControls } from '../chrome/screen-controls.tsx';
import { SoundControls } from '../chrome/sound-controls.tsx';
import type { Player } from '../core/player.ts';
import type { PlayerState, QualityChoice } from '../core/player-state.ts';
import { GoLiveButton } from './go-live-button.tsx';
import { SeekBar } from './seek-bar.tsx';
import { qualityChoices } from './view-state.ts';

export interface LiveControlsProps {
  readonly player: Player | undefined;
  readonly state: PlayerState;
  readonly isPreview: boolean;
  readonly onHelp: () => void;
}

const settings = <Settings2 aria-hidden />;

export const LiveControls = ({ player, state, isPreview, onHelp }: LiveControlsProps): ReactElement => (
  <div className="player-bar">
    {state.window && !isPreview && <SeekBar window={state.window} onSeek={(seconds) => player?.seekTo(seconds)} />}
    <div className="player-row">
      <media-play-button notooltip data-hint={state.isPaused ? 'Play (K)' : 'Pause (K)'} />
      <SoundControls isMuted={state.isMuted} />
      <GoLiveButton state={state} onGoLive={() => player?.goLive()} />
      <span className="player-gap" />
      <ChoiceMenu<QualityChoice>
        label="Quality"
        icon={settings}
        choices={qualityChoices(state)}
        chosen={state.qualityChoice}
        onChoose={(choice) => player?.setQuality(choice)}
        isDisabled={state.qualities.length === 0}
      />
      {!isPreview && <HelpButton onHelp={onHelp} />}
      <ScreenControls isPreview={isPreview} />
    </div>
  </div>
);
