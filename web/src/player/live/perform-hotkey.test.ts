import { describe, expect, it } from 'vitest';
import { initialPlayerState, type PlayerState } from '../core/player-state.ts';
import { liveWindow } from '../core/testing/live-window.ts';
import { type LivePlayback, performHotkey } from './perform-hotkey.ts';

const playback = (change: Partial<PlayerState> = {}) => {
  const calls: unknown[][] = [];
  const note = (...call: unknown[]): void => void calls.push(call);
  const player: LivePlayback = {
    getSnapshot: () => ({ ...initialPlayerState, window: { ...liveWindow, startSeconds: 50 }, ...change }),
    togglePlay: () => note('togglePlay'),
    toggleMute: () => note('toggleMute'),
    seekBy: (seconds) => note('seekBy', seconds),
    seekTo: (seconds) => note('seekTo', seconds),
    goLive: () => note('goLive'),
    setVolume: (volume) => note('setVolume', volume),
  };
  const view = {
    toggleFullScreen: () => note('toggleFullScreen'),
    toggleCaptions: () => 'There are no captions',
    showHelp: () => note('showHelp'),
  };
  return { player, view, calls };
};

describe('performHotkey', () => {
  it.each([
    [{ kind: 'togglePlay' }, undefined, ['togglePlay']],
    [{ kind: 'toggleMute' }, 'Sound off', ['toggleMute']],
    [{ kind: 'seekBy', seconds: -10 }, '10 s back', ['seekBy', -10]],
    [{ kind: 'seekBy', seconds: 5 }, '5 s on', ['seekBy', 5]],
    [{ kind: 'seekToShare', share: 0.5 }, undefined, ['seekTo', 75]],
    [{ kind: 'seekToShare', share: 1 }, undefined, ['goLive']],
    [{ kind: 'changeVolume', by: -0.05 }, 'Volume 95 %', ['setVolume', 0.95]],
    [{ kind: 'changeVolume', by: 0.05 }, 'Volume 100 %', ['setVolume', 1]],
    [{ kind: 'toggleFullScreen' }, undefined, ['toggleFullScreen']],
    [{ kind: 'showHelp' }, undefined, ['showHelp']],
  ] as const)('does %o and says %s', (action, said, call) => {
    const { player, view, calls } = playback();
    expect(performHotkey(action, player, view)).toBe(said);
    expect(calls).toEqual([call]);
  });

  it('begins at silence when it makes a muted player louder', () => {
    const { player, view, calls } = playback({ isMuted: true, volume: 0.8 });
    expect(performHotkey({ kind: 'changeVolume', by: 0.05 }, player, view)).toBe('Volume 5 %');
    expect(calls).toEqual([['setVolume', 0.05]]);
  });

  it('says so when there are no captions', () => {
    const { player, view } = playback();
    expect(performHotkey({ kind: 'toggleCaptions' }, player, view)).toBe('There are no captions');
  });

  it('seeks nowhere before there is a playlist', () => {
    const { player, view, calls } = playback({ window: undefined });
    performHotkey({ kind: 'seekToShare', share: 0.5 }, player, view);
    expect(calls).toEqual([]);
  });
});
