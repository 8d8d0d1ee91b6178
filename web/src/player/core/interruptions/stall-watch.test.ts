import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StateStore } from '../../../state/state-store.ts';
import { initialPlayerState, type PlayerState } from '../player-state.ts';
import { liveWindow as window } from '../testing/live-window.ts';
import type { DeliveryVerdict } from './delivery.ts';
import { StallWatch } from './stall-watch.ts';

/** A video that moves when it is told to. */
const stillVideo = () => {
  const state = { currentTime: 100, bufferedTo: 100, paused: false };
  const buffered = { length: 1, start: () => 0, end: () => state.bufferedTo };
  return Object.assign(state, { buffered, ended: false, seeking: false });
};

const watch = (change: Partial<PlayerState> = {}) => {
  const video = stillVideo();
  const store = new StateStore<PlayerState>({ ...initialPlayerState, phase: 'playing', window, ...change });
  const network: { verdict: DeliveryVerdict } = { verdict: 'flowing' };
  const rebuild = vi.fn();
  const watched = new StallWatch(
    { video: video as unknown as HTMLVideoElement, store, rebuild },
    () => network.verdict,
  );
  const lookAfter = (ms: number): string => {
    for (let passed = 0; passed < ms; passed += 250) {
      vi.advanceTimersByTime(250);
      watched.look();
    }
    return store.getSnapshot().phase;
  };
  return { video, store, network, rebuild, lookAfter };
};

describe('StallWatch', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('says who is away while the picture stands still, and takes it back when it moves', () => {
    const { video, network, rebuild, lookAfter } = watch();
    expect(lookAfter(1_500)).toBe('buffering');
    network.verdict = 'still';
    expect(lookAfter(60_000)).toBe('reconnecting');
    network.verdict = 'unreachable';
    expect(lookAfter(60_000)).toBe('disconnected');
    video.currentTime += 0.04;
    expect(lookAfter(250)).toBe('playing');
    expect(rebuild).not.toHaveBeenCalled();
  });

  it('nudges once for each arrival of data', () => {
    const { video, lookAfter } = watch();
    lookAfter(5_000);
    expect(video.currentTime).toBe(100);
    video.bufferedTo = 100.5;
    lookAfter(1_000);
    expect(video.currentTime).toBeCloseTo(100.001, 6);
    video.bufferedTo = 101;
    lookAfter(1_000);
    expect(video.currentTime).toBeCloseTo(100.002, 6);
  });

  it('asks for a new engine when data is there and nothing moves', () => {
    const { video, rebuild, lookAfter } = watch();
    video.bufferedTo = 104;
    lookAfter(8_000);
    expect(rebuild).not.toHaveBeenCalled();
    lookAfter(500);
    expect(rebuild).toHaveBeenCalled();
  });

  it('asks for none when data comes after a long outage, nor when servers answer again', () => {
    const { video, network, store, rebuild, lookAfter } = watch();
    network.verdict = 'unreachable';
    store.update({ window: { ...window, liveSeconds: 130 } });
    lookAfter(60_000);
    network.verdict = 'flowing';
    lookAfter(1_000);
    video.bufferedTo = 104;
    lookAfter(1_000);
    expect(rebuild).not.toHaveBeenCalled();
  });

  it('gives slow media that came at last its own time', () => {
    const { video, store, rebuild, lookAfter } = watch();
    store.update({ window: { ...window, liveSeconds: 130 } });
    lookAfter(14_000);
    video.bufferedTo = 104;
    lookAfter(7_000);
    expect(rebuild).not.toHaveBeenCalled();
  });

  it('lets a paused picture stand', () => {
    const { video, rebuild, lookAfter } = watch();
    Object.assign(video, { paused: true, bufferedTo: 110 });
    expect(lookAfter(60_000)).toBe('playing');
    expect([rebuild.mock.calls.length, video.currentTime]).toEqual([0, 100]);
  });

  it('waits for a first picture', () => {
    const { lookAfter } = watch({ phase: 'disconnected', window: undefined });
    expect(lookAfter(60_000)).toBe('disconnected');
  });

  it('takes one who follows the live edge back to it, once servers answer', () => {
    const { video, network, lookAfter } = watch();
    Object.assign(video, { currentTime: 50, bufferedTo: 60 });
    network.verdict = 'unreachable';
    lookAfter(250);
    expect(video.currentTime).toBe(50);
    network.verdict = 'flowing';
    video.currentTime = 50.1;
    lookAfter(250);
    expect(video.currentTime).toBe(100);
  });

  it('takes one who follows the live edge back for a few seconds only after an interruption', () => {
    const { video, network, lookAfter } = watch();
    video.currentTime = 94;
    lookAfter(250);
    expect(video.currentTime).toBe(94);
    network.verdict = 'refused';
    expect(lookAfter(2_000)).toBe('reconnecting');
    network.verdict = 'flowing';
    video.currentTime = 94.1;
    lookAfter(250);
    expect(video.currentTime).toBe(100);
  });

  it('takes one back whose playlist only seemed to be at the live edge after an interruption', () => {
    const { video, store, network, lookAfter } = watch();
    network.verdict = 'refused';
    expect(lookAfter(2_000)).toBe('reconnecting');
    network.verdict = 'flowing';
    video.currentTime = 100.1;
    lookAfter(250);
    store.update({ window: { ...window, liveSeconds: 107 } });
    video.currentTime = 100.3;
    lookAfter(250);
    expect(video.currentTime).toBe(107);
  });

  it('lets one be who loses a little when long back at the live edge', () => {
    const { video, store, network, lookAfter } = watch();
    network.verdict = 'refused';
    lookAfter(2_000);
    network.verdict = 'flowing';
    for (let second = 1; second <= 10; second += 1) {
      video.currentTime += 1;
      store.update({ window: { ...window, liveSeconds: video.currentTime } });
      lookAfter(1_000);
    }
    store.update({ window: { ...window, liveSeconds: video.currentTime + 7 } });
    const before = video.currentTime;
    video.currentTime += 0.1;
    lookAfter(250);
    expect(video.currentTime).toBeCloseTo(before + 0.1, 6);
  });

  it('leaves one who went back where that is', () => {
    const { video, lookAfter } = watch({ followsLive: false });
    video.currentTime = 50;
    lookAfter(250);
    expect(video.currentTime).toBe(50);
  });
});
