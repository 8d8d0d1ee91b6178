/** The bar under the picture. */
import { Gauge } from 'lucide-react';
import type { ReactElement } from 'react';
import { formatDuration } from '../../../format/format-duration.ts';
import { ChoiceMenu } from '../../chrome/choice-menu.tsx';
import { HelpButton } from '../../chrome/help-button.tsx';
import { ScreenControls } from '../../chrome/screen-controls.tsx';
import { SoundControls } from '../../chrome/sound-controls.tsx';
import type { VideoPlayback } from '../core/video-playback.ts';
import type { VideoState } from '../core/video-state.ts';
import type { Chapter } from '../model/chapters.ts';
import { speedName, speeds } from '../model/speeds.ts';
import type { StoryboardTile } from '../model/storyboard.ts';
import { SeekBar } from './seek-bar.tsx';

export interface VideoControlsProps {
  readonly playback: VideoPlayback | undefined;
  readonly state: VideoState;
  readonly chapters: readonly Chapter[];
  readonly tiles: readonly StoryboardTile[];
  readonly onHelp: () => void;
}

const gauge = <Gauge aria-hidden />;
const speedChoices = speeds.map((speed) => ({ value: speed, label: speedName(speed) }));

/** Listeners have it from the slider. */
const Clock = ({ state }: { readonly state: VideoState }): ReactElement => (
  <span className="player-position" aria-hidden="true">
    {formatDuration(state.positionSeconds)} / {formatDuration(state.durationSeconds)}
  </span>
);

export const VideoControls = ({ playback, state, chapters, tiles, onHelp }: VideoControlsProps): ReactElement => (
  <div className="player-bar">
    <SeekBar
      positionSeconds={state.positionSeconds}
      durationSeconds={state.durationSeconds}
      bufferedSeconds={state.bufferedSeconds}
      chapters={chapters}
      tiles={tiles}
      onSeek={(seconds) => playback?.seekTo(seconds)}
    />
    <div className="player-row">
      <media-play-button notooltip data-hint={state.isPaused ? 'Play (K)' : 'Pause (K)'} />
      <SoundControls isMuted={state.isMuted} />
      <Clock state={state} />
      <span className="player-gap" />
      <ChoiceMenu
        label="Speed"
        icon={gauge}
        choices={speedChoices}
        chosen={state.rate}
        onChoose={(rate) => playback?.setRate(rate)}
      />
      <HelpButton onHelp={onHelp} />
      <ScreenControls />
    </div>
  </div>
);
