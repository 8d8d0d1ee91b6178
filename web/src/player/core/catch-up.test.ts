// @vitest-environment happy-dom
import Hls from 'hls.js';
import { describe, expect, it } from 'vitest';
import { StateStore } from '../../state/state-store.ts';
import { catchUp, mayCatchUp } from './catch-up.ts';
import type { EngineContext } from './engine.ts';
import { initialPlayerState, type PlayerState } from './player-state.ts';

const window = { startSeconds: 0, liveSeconds: 100, positionSeconds: 99, targetDurationSeconds: 2, isEnded: false };
const playing: PlayerState = { ...initialPlayerState, phase: 'playing', followsLive: true, window };

describe('mayCatchUp', () => {
  it.each([
    ['who is a little behind the live edge', {}, true],
    ['who is a segment behind it', { window: { ...window, positionSeconds: 98 } }, true],
    ['who lost more, which a slow line would lose again', { window: { ...window, positionSeconds: 97.9 } }, false],
    ['who went back, however little', { followsLive: false }, false],
    ['who waits for the encoder', { phase: 'reconnecting' }, false],
    ['what has ended', { window: { ...window, isEnded: true } }, false],
    ['what has not begun', { window: undefined }, false],
  ] as const)('says of %s: %o, %s', (_, state, expected) => {
    expect(mayCatchUp({ ...playing, ...state })).toBe(expected);
  });
});

describe('catchUp', () => {
  const begin = () => {
    const [hls, life] = [new Hls(), new AbortController()];
    const [video, store] = [document.createElement('video'), new StateStore<PlayerState>(playing)];
    catchUp(hls, { video, store, signal: life.signal } as EngineContext);
    store.update({ latencySeconds: 6 });
    return { hls, life, video, store };
  };

  it('gives the video its speed back when the stream ends while it catches up', () => {
    const { hls, video, store } = begin();
    expect(hls.config.maxLiveSyncPlaybackRate).toBe(1.1);
    video.playbackRate = 1.1;
    store.update({ window: { ...window, isEnded: true } });
    expect([hls.config.maxLiveSyncPlaybackRate, video.playbackRate]).toEqual([1, 1]);
  });

  it('leaves nothing to the next engine', () => {
    const { hls, life, video, store } = begin();
    video.playbackRate = 1.1;
    life.abort();
    expect(video.playbackRate).toBe(1);
    store.update({ latencySeconds: 5 });
    expect(hls.config.maxLiveSyncPlaybackRate).toBe(1);
  });
});
