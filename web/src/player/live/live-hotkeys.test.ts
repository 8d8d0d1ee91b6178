import { describe, expect, it, vi } from 'vitest';
import { initialPlayerState, type PlayerState } from '../core/player-state.ts';
import { liveWindow } from '../core/testing/live-window.ts';
import { seekToShare } from './live-hotkeys.ts';

const seek = (share: number, change: Partial<PlayerState> = {}) => {
  const state = { ...initialPlayerState, window: { ...liveWindow, startSeconds: 50 }, ...change };
  const player = { getSnapshot: () => state, seekTo: vi.fn(), goLive: vi.fn() };
  seekToShare(player, share);
  return player;
};

describe('seekToShare', () => {
  it('goes to a share of the window', () => {
    expect(seek(0.5).seekTo).toHaveBeenCalledExactlyOnceWith(75);
  });

  it('goes live at the end', () => {
    const { seekTo, goLive } = seek(1);
    expect(goLive).toHaveBeenCalledOnce();
    expect(seekTo).not.toHaveBeenCalled();
  });

  it('goes nowhere before there is a playlist', () => {
    const { seekTo, goLive } = seek(0.5, { window: undefined });
    expect([seekTo, goLive].flatMap(({ mock }) => mock.calls)).toEqual([]);
  });
});
