// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createFakeVideo } from '../testing/fake-video.ts';
import { watchStalls } from './watch-stalls.ts';

const begin = () => {
  const { element } = createFakeVideo();
  const life = new AbortController();
  onTestFinished(() => life.abort());
  const heard: string[] = [];
  const listener = {
    onStall: () => heard.push('stall'),
    onFlow: () => heard.push('flow'),
    onHopeless: () => heard.push('hopeless'),
  };
  watchStalls(element, listener, life.signal);
  const tell = (event: string, readyState: number): void => {
    Object.defineProperty(element, 'readyState', { value: readyState, configurable: true });
    element.dispatchEvent(new Event(event));
  };
  return { heard, tell, life };
};

describe('watchStalls', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
  });

  it('tells of a wait, and later that there is no hope', () => {
    const { heard, tell } = begin();
    tell('waiting', 2);
    vi.advanceTimersByTime(19_999);
    expect(heard).toEqual(['stall']);
    vi.advanceTimersByTime(1);
    expect(heard).toEqual(['stall', 'hopeless']);
  });

  it('has hope again when media comes', () => {
    const { heard, tell } = begin();
    tell('waiting', 2);
    vi.advanceTimersByTime(10_000);
    tell('canplay', 4);
    vi.advanceTimersByTime(60_000);
    expect(heard).toEqual(['stall', 'flow']);
  });

  it.each(['error', 'emptied'])('waits for nothing after %s', (event) => {
    const { heard, tell } = begin();
    tell('waiting', 2);
    tell(event, 0);
    vi.advanceTimersByTime(60_000);
    expect(heard).toEqual([]);
  });

  it('tells nothing after its end', () => {
    const { heard, tell, life } = begin();
    tell('waiting', 2);
    life.abort();
    vi.advanceTimersByTime(60_000);
    expect(heard).toEqual([]);
  });
});
