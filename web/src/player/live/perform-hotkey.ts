/** What the keys do in a live player. Each answers with what it did, in words, where the picture does not show it by itself. */
import type { HotkeyLine } from '../chrome/hotkey-help.tsx';
import type { HotkeyAction } from '../chrome/hotkeys.ts';
import type { Player } from '../core/player.ts';
import { windowLength } from './seek-bar-model.ts';

/** In the help, beside the common ones. */
export const liveHotkeys: readonly HotkeyLine[] = [
  { keys: ['0', '…', '9'], does: 'From the oldest moment on, by tenths' },
  { keys: ['Home', 'End'], does: 'Oldest moment, or live, with the player in focus' },
];

/** What the keys need of a player. */
export type LivePlayback = Pick<
  Player,
  'getSnapshot' | 'togglePlay' | 'toggleMute' | 'seekBy' | 'seekTo' | 'goLive' | 'setVolume'
>;

/** What only the view can do. */
export interface LiveView {
  toggleFullScreen(): void;
  /** Answers with what there is now. */
  toggleCaptions(): string;
  showHelp(): void;
}

const seekToShare = (player: LivePlayback, share: number): void => {
  const { window } = player.getSnapshot();
  if (!window) return;
  if (share === 1) player.goLive();
  else player.seekTo(window.startSeconds + share * windowLength(window));
};

const changeVolume = (player: LivePlayback, by: number): string => {
  const { isMuted, volume } = player.getSnapshot();
  const next = Math.min(1, Math.max(0, Math.round(((isMuted ? 0 : volume) + by) * 100) / 100));
  player.setVolume(next);
  return `Volume ${Math.round(next * 100)} %`;
};

/** Seeks, and says by how much. */
export const seekBy = (player: LivePlayback, seconds: number): string => {
  player.seekBy(seconds);
  return `${Math.abs(seconds)} s ${seconds < 0 ? 'back' : 'on'}`;
};

const toggleMute = (player: LivePlayback): string => {
  const { isMuted } = player.getSnapshot();
  player.toggleMute();
  return isMuted ? 'Sound on' : 'Sound off';
};

/** See the file header. */
export const performHotkey = (action: HotkeyAction, player: LivePlayback, view: LiveView): string | undefined => {
  switch (action.kind) {
    case 'togglePlay':
      player.togglePlay();
      return undefined;
    case 'seekBy':
      return seekBy(player, action.seconds);
    case 'seekToShare':
      seekToShare(player, action.share);
      return undefined;
    case 'changeVolume':
      return changeVolume(player, action.by);
    case 'toggleMute':
      return toggleMute(player);
    case 'toggleFullScreen':
      view.toggleFullScreen();
      return undefined;
    case 'toggleCaptions':
      return view.toggleCaptions();
    case 'showHelp':
      view.showHelp();
      return undefined;
  }
};
