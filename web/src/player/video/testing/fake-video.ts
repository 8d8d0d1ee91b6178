/** A media element that does what it is told at once, and tells of it as a browser's would. */
import { vi } from 'vitest';

const ranges = (...pairs: readonly (readonly [number, number])[]): TimeRanges => ({
  length: pairs.length,
  start: (index) => pairs[index]?.[0] ?? 0,
  end: (index) => pairs[index]?.[1] ?? 0,
});

/** Of happy-dom, with what that leaves out. */
export interface FakeVideo {
  readonly element: HTMLVideoElement;
  /** Media for the whole of the video is here. */
  readonly load: () => void;
  /** It has played on to there. */
  readonly runTo: (seconds: number) => void;
  /** The source can be read no more. */
  readonly fail: () => void;
}

/** `play` refuses where `isAllowed` is false, as without a gesture. A source that fails leaves the element playing. */
export const createFakeVideo = ({ durationSeconds = 100, isAllowed = true } = {}): FakeVideo => {
  const element = document.createElement('video');
  const state = { paused: true, readyState: 0, ended: false, played: 0 };
  const tell = (...events: readonly string[]): void => {
    for (const event of events) element.dispatchEvent(new Event(event));
  };
  const define = (name: string, get: () => unknown): void => {
    Object.defineProperty(element, name, { get, configurable: true });
  };
  define('paused', () => state.paused);
  define('readyState', () => state.readyState);
  define('ended', () => state.ended);
  define('duration', () => (state.readyState === 0 ? Number.NaN : durationSeconds));
  define('buffered', () => (state.readyState === 0 ? ranges() : ranges([0, durationSeconds])));
  define('played', () => ranges([0, state.played]));
  define('error', () => null);
  Object.defineProperty(element, 'src', {
    set: (url: string) => {
      element.setAttribute('src', url);
      Object.assign(state, { paused: true, readyState: 0 });
      tell('emptied');
    },
    configurable: true,
  });
  Object.defineProperty(element, 'currentTime', { value: 0, writable: true, configurable: true });
  element.play = vi.fn(async () => {
    if (!isAllowed) throw new DOMException('Press something first', 'NotAllowedError');
    state.paused = false;
    tell('play');
  });
  element.pause = vi.fn(() => {
    if (state.paused) return;
    state.paused = true;
    tell('pause');
  });
  element.load = vi.fn(() => {
    state.readyState = 0;
    tell('emptied');
  });
  return {
    element,
    load: () => {
      state.readyState = 4;
      tell('durationchange', 'loadeddata', 'canplay', ...(state.paused ? [] : ['playing']));
    },
    runTo: (seconds) => {
      element.currentTime = seconds;
      state.played += 6;
      tell('timeupdate');
    },
    fail: () => {
      state.readyState = 0;
      tell('error');
    },
  };
};
