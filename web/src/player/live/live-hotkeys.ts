/** What keys mean in a live player beside what they mean in all. */
import type { HotkeyLine } from '../chrome/hotkey-help.tsx';
import type { Player } from '../core/player.ts';
import { windowLength } from './seek-bar-model.ts';

/** In the help, beside the common ones. */
export const liveHotkeys: readonly HotkeyLine[] = [
  { keys: ['0', '…', '9'], does: 'From the oldest moment on, by tenths' },
  { keys: ['Home', 'End'], does: 'Oldest moment, or live, with the player in focus' },
];

/** Into the DVR window; its end is the live edge. Nowhere before there is a playlist. */
export const seekToShare = (player: Pick<Player, 'getSnapshot' | 'seekTo' | 'goLive'>, share: number): void => {
  const { window } = player.getSnapshot();
  if (!window) return;
  if (share === 1) player.goLive();
  else player.seekTo(window.startSeconds + share * windowLength(window));
};
