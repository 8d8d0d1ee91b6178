/** The player of a live stream with everything around its picture. Needs nothing but the address of the master playlist. */
import { type ReactElement, useDeferredValue, useEffect, useEffectEvent, useRef, useState } from 'react';
import { Flash, useFlash } from '../chrome/flash.tsx';
import { HotkeyHelp } from '../chrome/hotkey-help.tsx';
import { showControls, toggleCaptions, toggleFullScreen } from '../chrome/media-requests.ts';
import { performHotkey, seekBy } from '../chrome/perform-hotkey.ts';
import { PlayerFrame } from '../chrome/player-frame.tsx';
import { useHotkeys } from '../chrome/use-hotkeys.ts';
import type { PlayerState } from '../core/player-state.ts';
import { browserSoundMemory, silentMemory } from '../core/sound-memory.ts';
import { LiveControls } from './live-controls.tsx';
import { liveHotkeys, seekToShare } from './live-hotkeys.ts';
import { StartButtons, StateCaption } from './state-caption.tsx';
import { StreamFacts } from './stream-facts.tsx';
import { usePlayer, usePlayerState } from './use-player.ts';
import { pageState } from './view-state.ts';

export interface LivePlayerProps {
  /** Of the master playlist. */
  readonly url: string;
  /** Names the player for those who listen. */
  readonly title: string;
  readonly viewers?: number | undefined;
  /** Shown before the first picture. */
  readonly poster?: string | undefined;
  /** Begins muted each time, with the few controls of a preview, and leaves the page's keys alone. */
  readonly isPreview?: boolean;
  /** Begins silent, which is nobody's lasting choice. */
  readonly startsMuted?: boolean;
  /** The page knows that the session is over, which the playlist says some seconds later: nobody is asked to wait. */
  readonly isOver?: boolean;
  readonly onState?: (state: PlayerState) => void;
  /** Another value asks at once for what was refused, as after a new grant. */
  readonly reloadKey?: string | number | undefined;
}

/** Tells of each state; asks again for each new key. */
const usePlayerLink = (
  { onState, reloadKey }: LivePlayerProps,
  player: ReturnType<typeof usePlayer>,
  state: PlayerState,
): void => {
  const tell = useEffectEvent((now: PlayerState) => onState?.(now));
  useEffect(() => tell(state), [state]);
  const retry = useEffectEvent((_key: string | number | undefined) => player?.retry());
  useEffect(() => retry(reloadKey), [reloadKey]);
};

export const LivePlayer = (props: LivePlayerProps): ReactElement => {
  const { url, title, viewers, poster, isPreview = false, startsMuted = isPreview } = props;
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const [said, say] = useFlash();
  const root = useRef<HTMLElement>(null);
  const controller = useRef<HTMLElement>(null);
  const player = usePlayer(video, { url, sound: startsMuted ? silentMemory : browserSoundMemory });
  const state = usePlayerState(player);
  usePlayerLink(props, player, state);
  const view = {
    seekToShare: (share: number) => player && seekToShare(player, share),
    toggleFullScreen: () => toggleFullScreen(controller.current),
    toggleCaptions: () => toggleCaptions(controller.current),
    showHelp: () => setIsHelpOpen(true),
  };
  useHotkeys({
    player: root,
    isWholePage: !isPreview,
    onAction: (action) => {
      const done = player && performHotkey(action, player, view);
      if (done) say(done);
      showControls(controller.current);
    },
  });
  // The picture first: the bar is drawn after it, in slices.
  const hasControls = useDeferredValue(true, false);
  const goLive = (): void => player?.goLive();
  return (
    <section
      ref={root}
      tabIndex={-1}
      className="player"
      data-player=""
      data-state={pageState(state)}
      data-phase={state.phase}
    >
      <PlayerFrame
        name={`Player: ${title}`}
        controller={controller}
        control={player}
        onSeekBy={(seconds) => player && say(seekBy(player, seconds))}
      >
        <video ref={setVideo} slot="media" playsInline muted aria-label="Live picture" />
        {poster && <img slot="poster" src={poster} alt="" className="player-poster" />}
        <StreamFacts state={state} viewers={viewers} />
        <StateCaption state={state} isOver={props.isOver ?? false} onGoLive={goLive} />
        <StartButtons state={state} onPlay={() => player?.togglePlay()} onSound={() => player?.toggleMute()} />
        <Flash text={said} />
        {hasControls && <LiveControls player={player} state={state} isPreview={isPreview} onHelp={view.showHelp} />}
      </PlayerFrame>
      <HotkeyHelp isOpen={isHelpOpen} onClose={() => setIsHelpOpen(false)} lines={liveHotkeys} />
    </section>
  );
};
