/** What the keys of a video's player do, and what is said of it over the picture. */
import type { RefObject } from 'react';
import type { HotkeyAction } from '../chrome/hotkeys.ts';
import { showControls, toggleCaptions, toggleFullScreen } from '../chrome/media-requests.ts';
import type { VideoPlayback } from './core/video-playback.ts';

export interface HotkeyTargets {
  readonly playback: VideoPlayback;
  readonly controller: RefObject<HTMLElement | null>;
  readonly onHelp: () => void;
}

const togglePlay = (playback: VideoPlayback): string => {
  playback.togglePlay();
  return playback.element.paused ? 'Paused' : 'Playing';
};

const toggleMute = (playback: VideoPlayback): string => {
  playback.toggleMute();
  return playback.element.muted ? 'Sound off' : 'Sound on';
};

const changeVolume = (playback: VideoPlayback, by: number): string => {
  const { volume, isMuted } = playback.getSnapshot();
  playback.setVolume((isMuted ? 0 : volume) + by);
  return `Volume ${Math.round((playback.element.muted ? 0 : playback.element.volume) * 100)} %`;
};

/** Seeks, and says by how much. */
export const seekBy = (playback: VideoPlayback, seconds: number): string => {
  playback.seekBy(seconds);
  return `${Math.abs(seconds)} seconds ${seconds < 0 ? 'back' : 'on'}`;
};

const seekToShare = (playback: VideoPlayback, share: number): string => {
  playback.seekTo(share * playback.getSnapshot().durationSeconds);
  return '';
};

/** Does it; returns what to say, or nothing where it is plain to see. */
const perform = (action: HotkeyAction, { playback, controller, onHelp }: HotkeyTargets): string => {
  switch (action.kind) {
    case 'togglePlay':
      return togglePlay(playback);
    case 'toggleMute':
      return toggleMute(playback);
    case 'changeVolume':
      return changeVolume(playback, action.by);
    case 'seekBy':
      return seekBy(playback, action.seconds);
    case 'seekToShare':
      return seekToShare(playback, action.share);
    case 'toggleCaptions':
      return toggleCaptions(controller.current);
    case 'toggleFullScreen':
      toggleFullScreen(controller.current);
      return '';
    case 'showHelp':
      onHelp();
      return '';
  }
};

/** Does what a key means, with the controls in sight. Returns what to say. */
export const performHotkey = (action: HotkeyAction, targets: HotkeyTargets): string => {
  showControls(targets.controller.current);
  return perform(action, targets);
};
