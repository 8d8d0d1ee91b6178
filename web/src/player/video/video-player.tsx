/** The player of a video with everything around its picture. What it needs of the api it is handed. */
import { type ReactElement, useRef, useState } from 'react';
import type { Video, VideoGrant, VideoSummary } from '../../api/generated/schemas.ts';
import { Flash, useFlash } from '../chrome/flash.tsx';
import { HotkeyHelp, type HotkeyLine } from '../chrome/hotkey-help.tsx';
import { showControls, toggleCaptions, toggleFullScreen } from '../chrome/media-requests.ts';
import { performHotkey, seekBy } from '../chrome/perform-hotkey.ts';
import { PlayerFrame } from '../chrome/player-frame.tsx';
import { StartButton } from '../chrome/start-button.tsx';
import { useHotkeys } from '../chrome/use-hotkeys.ts';
import { browserSoundMemory } from '../core/sound-memory.ts';
import { EndScreen } from './components/end-screen.tsx';
import { ResumeNote } from './components/resume-note.tsx';
import { useStoryboard } from './components/use-storyboard.ts';
import { VideoCaption } from './components/video-caption.tsx';
import { VideoControls } from './components/video-controls.tsx';
import { viewOf } from './model/video-message.ts';
import { useRemote, useVideoPlayback, useVideoState } from './use-video-playback.ts';
import type { VideoRemote } from './video-remote.ts';
import './video.css';

export interface VideoPlayerProps {
  readonly video: Pick<Video, 'id' | 'title' | 'durationSeconds' | 'thumbnailUrl' | 'chapters'>;
  /** Where to begin; undefined: where the viewer left off. */
  readonly startSeconds?: number | undefined;
  /** For what stands beside the player. */
  readonly remote?: VideoRemote | undefined;
  /** Offered at the end. */
  readonly next?: VideoSummary | undefined;
  /** Throws ApiProblem. */
  readonly requestGrant: (signal: AbortSignal) => Promise<VideoGrant>;
  /** The viewer has seen some seconds of it. */
  readonly onViewed: () => void;
  /** The api says that there is no such video for the viewer any more. */
  readonly onGone: () => void;
}

const videoHotkeys: readonly HotkeyLine[] = [
  { keys: ['0', '…', '9'], does: 'Through the video by tenths' },
  { keys: ['Home', 'End'], does: 'Beginning or end, with the player in focus' },
];

export const VideoPlayer = (props: VideoPlayerProps): ReactElement => {
  const { video, startSeconds, remote, next, requestGrant, onViewed, onGone } = props;
  const [element, setElement] = useState<HTMLVideoElement | null>(null);
  // Its address is signed anew with each answer of the api; the first one serves.
  const [poster] = useState(video.thumbnailUrl);
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const [said, flash] = useFlash();
  const controller = useRef<HTMLElement>(null);
  const place = useRef<HTMLElement>(null);
  const options = { video, startSeconds, requestGrant, onViewed, onGone, sound: browserSoundMemory };
  const playback = useVideoPlayback(element, options);
  const state = useVideoState(playback);
  const tiles = useStoryboard(state.hasBegun ? state.storyboardUrl : undefined);
  useRemote(playback, remote);
  const keys = {
    seekToShare: (share: number) => playback?.seekTo(share * state.durationSeconds),
    toggleFullScreen: () => toggleFullScreen(controller.current),
    toggleCaptions: () => toggleCaptions(controller.current),
    showHelp: () => setIsHelpOpen(true),
  };
  useHotkeys({
    player: place,
    onAction: (action) => {
      if (playback) flash(performHotkey(action, playback, keys));
      showControls(controller.current);
    },
  });
  const view = viewOf(state);
  return (
    <section
      ref={place}
      tabIndex={-1}
      className="player player-video scroll-mt-14 bg-black sm:rounded-card"
      data-player=""
      data-state={view}
      data-phase={state.phase}
    >
      <PlayerFrame
        name={`Player: ${video.title}`}
        controller={controller}
        control={playback}
        onSeekBy={(seconds) => playback && flash(seekBy(playback, seconds))}
      >
        <video
          ref={setElement}
          slot="media"
          playsInline
          // Until the core says how loud it is.
          muted
          preload="metadata"
          poster={poster ?? undefined}
          aria-label={video.title}
        />
        <VideoCaption state={state} onRetry={() => playback?.retry()} />
        {view === 'paused' && <StartButton onPlay={() => playback?.play()} />}
        {view === 'ended' && <EndScreen next={next} onReplay={() => playback?.play()} />}
        <ResumeNote
          seconds={state.hasBegun ? state.resumedSeconds : 0}
          onStartOver={() => playback?.seekTo(0)}
          onEnd={() => playback?.acknowledgeResume()}
        />
        <Flash text={said} />
        <VideoControls
          playback={playback}
          state={state}
          chapters={video.chapters}
          tiles={tiles}
          onHelp={keys.showHelp}
        />
      </PlayerFrame>
      <HotkeyHelp isOpen={isHelpOpen} onClose={() => setIsHelpOpen(false)} lines={videoHotkeys} />
    </section>
  );
};
