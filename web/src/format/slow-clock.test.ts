import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSlowClock } from './slow-clock.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('createSlowClock', () => {
  it('tells all its listeners by one timer', () => {
    const clock = createSlowClock();
    const [first, second] = [vi.fn(), vi.fn()];
    const stops = [clock.subscribe(first), clock.subscribe(second)];
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(15_000);
    expect([first.mock.calls.length, second.mock.calls.length, clock.getSnapshot()]).toEqual([1, 1, 1_015_000]);
    for (const stop of stops) stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('keeps its time between two ticks', () => {
    const clock = createSlowClock();
    const stop = clock.subscribe(() => undefined);
    vi.advanceTimersByTime(14_000);
    expect(clock.getSnapshot()).toBe(1_000_000);
    stop();
  });

  it('is right again when nobody listened for a while', () => {
    const clock = createSlowClock();
    vi.advanceTimersByTime(60_000);
    expect(clock.getSnapshot()).toBe(1_060_000);
  });
});
