/** What the keys do in a player. Each answers with what it did, in words, where the picture does not show it by itself. */
import type { HotkeyAction } from './hotkeys.ts';
import type { PlaybackControl } from './media-requests.ts';

/** What the keys need of a player. */
export interface HotkeyPlayback extends PlaybackControl {
  getSnapshot(): { readonly isMuted: boolean; readonly volume: number };
  seekBy(seconds: number): void;
}

/** What only the view can do. */
export interface HotkeyView {
  /** 0: the beginning of what there is, 1: its end. */
  seekToShare(share: number): void;
  toggleFullScreen(): void;
  /** Answers with what there is now. */
  toggleCaptions(): string;
  showHelp(): void;
}

/** In steps of a hundredth: sums of 0.05 drift. */
const changeVolume = (playback: HotkeyPlayback, by: number): string => {
  const { isMuted, volume } = playback.getSnapshot();
  const next = Math.min(1, Math.max(0, Math.round(((isMuted ? 0 : volume) + by) * 100) / 100));
  playback.setVolume(next);
  return `Volume ${Math.round(next * 100)} %`;
};

/** Seeks, and says by how much. */
export const seekBy = (playback: Pick<HotkeyPlayback, 'seekBy'>, seconds: number): string => {
  playback.seekBy(seconds);
  return `${Math.abs(seconds)} s ${seconds < 0 ? 'back' : 'on'}`;
};

const toggleMute = (playback: HotkeyPlayback): string => {
  const { isMuted } = playback.getSnapshot();
  playback.toggleMute();
  return isMuted ? 'Sound on' : 'Sound off';
};

/** See the file header; empty for what is plain to see. */
export const performHotkey = (action: HotkeyAction, playback: HotkeyPlayback, view: HotkeyView): string => {
  switch (action.kind) {
    case 'togglePlay':
      playback.togglePlay();
      return '';
    case 'seekBy':
      return seekBy(playback, action.seconds);
    case 'seekToShare':
      view.seekToShare(action.share);
      return '';
    case 'changeVolume':
      return changeVolume(playback, action.by);
    case 'toggleMute':
      return toggleMute(playback);
    case 'toggleFullScreen':
      view.toggleFullScreen();
      return '';
    case 'toggleCaptions':
      return view.toggleCaptions();
    case 'showHelp':
      view.showHelp();
      return '';
  }
};
