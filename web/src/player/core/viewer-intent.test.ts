import { describe, expect, it } from 'vitest';
import { StateStore } from '../../state/state-store.ts';
import { initialPlayerState } from './player-state.ts';
import { liveWindow as window } from './testing/live-window.ts';
import { followIntent, isLivePosition } from './viewer-intent.ts';

describe('isLivePosition', () => {
  it.each([
    [window, 99, true],
    [window, 20, false],
    [undefined, 0, true],
  ])('of %o at %i s is %s', (of, position, expected) => {
    expect(isLivePosition(of, position)).toBe(expected);
  });
});

describe('followIntent', () => {
  const follow = (isFailing = false) => {
    const video = Object.assign(new EventTarget(), { ended: false, readyState: 4, currentTime: 100 });
    const store = new StateStore({ ...initialPlayerState, window });
    const options = { signal: new AbortController().signal, isFailing: () => isFailing };
    followIntent(video as unknown as HTMLVideoElement, store, options);
    const after = (type: 'pause' | 'play') => {
      video.dispatchEvent(new Event(type));
      const { followsLive, wantsToPlay } = store.getSnapshot();
      return { followsLive, wantsToPlay };
    };
    return { video, after };
  };

  it('leaves the live edge by a pause, and has it back by a play near it', () => {
    const { video, after } = follow();
    expect(after('pause')).toEqual({ followsLive: false, wantsToPlay: false });
    video.currentTime = 50;
    expect(after('play')).toEqual({ followsLive: false, wantsToPlay: true });
    video.currentTime = 99;
    expect(after('play')).toEqual({ followsLive: true, wantsToPlay: true });
  });

  it.each([{ ended: true }, { readyState: 0 }])('takes no pause of %o for a wish', (change) => {
    const { video, after } = follow();
    Object.assign(video, change);
    expect(after('pause')).toEqual({ followsLive: true, wantsToPlay: true });
  });

  it('takes no pause of a failing decoder for a wish', () => {
    expect(follow(true).after('pause')).toEqual({ followsLive: true, wantsToPlay: true });
  });
});
