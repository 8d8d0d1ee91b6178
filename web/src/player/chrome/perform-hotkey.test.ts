import { describe, expect, it } from 'vitest';
import { type HotkeyPlayback, performHotkey } from './perform-hotkey.ts';

const player = (sound = { isMuted: false, volume: 1 }) => {
  const calls: unknown[][] = [];
  const note = (...call: unknown[]): void => void calls.push(call);
  const playback: HotkeyPlayback = {
    getSnapshot: () => sound,
    togglePlay: () => note('togglePlay'),
    toggleMute: () => note('toggleMute'),
    seekBy: (seconds) => note('seekBy', seconds),
    setVolume: (volume) => note('setVolume', volume),
  };
  const view = {
    seekToShare: (share: number) => note('seekToShare', share),
    toggleFullScreen: () => note('toggleFullScreen'),
    toggleCaptions: () => 'There are no captions',
    showHelp: () => note('showHelp'),
  };
  return { playback, view, calls };
};

describe('performHotkey', () => {
  it.each([
    [{ kind: 'togglePlay' }, '', ['togglePlay']],
    [{ kind: 'toggleMute' }, 'Sound off', ['toggleMute']],
    [{ kind: 'seekBy', seconds: -10 }, '10 s back', ['seekBy', -10]],
    [{ kind: 'seekBy', seconds: 5 }, '5 s on', ['seekBy', 5]],
    [{ kind: 'seekToShare', share: 0.5 }, '', ['seekToShare', 0.5]],
    [{ kind: 'changeVolume', by: -0.05 }, 'Volume 95 %', ['setVolume', 0.95]],
    [{ kind: 'changeVolume', by: 0.05 }, 'Volume 100 %', ['setVolume', 1]],
    [{ kind: 'toggleFullScreen' }, '', ['toggleFullScreen']],
    [{ kind: 'showHelp' }, '', ['showHelp']],
  ] as const)('does %o and says %j', (action, said, call) => {
    const { playback, view, calls } = player();
    expect(performHotkey(action, playback, view)).toBe(said);
    expect(calls).toEqual([call]);
  });

  it('begins at silence when it makes a muted player louder', () => {
    const { playback, view, calls } = player({ isMuted: true, volume: 0.8 });
    expect(performHotkey({ kind: 'changeVolume', by: 0.05 }, playback, view)).toBe('Volume 5 %');
    expect(calls).toEqual([['setVolume', 0.05]]);
  });

  it('drifts from no step', () => {
    const { playback, view, calls } = player({ isMuted: false, volume: 0.1 + 0.2 });
    performHotkey({ kind: 'changeVolume', by: 0.05 }, playback, view);
    expect(calls).toEqual([['setVolume', 0.35]]);
  });

  it('says so when there are no captions', () => {
    const { playback, view } = player();
    expect(performHotkey({ kind: 'toggleCaptions' }, playback, view)).toBe('There are no captions');
  });
});
