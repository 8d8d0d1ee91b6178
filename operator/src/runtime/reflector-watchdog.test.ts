import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SilentWatchError, startWatchdog } from './reflector-watchdog.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('startWatchdog', () => {
  it('aborts when nothing is heard for so long', () => {
    const { signal } = startWatchdog(1000, new AbortController().signal);
    vi.advanceTimersByTime(999);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(signal.reason).toBeInstanceOf(SilentWatchError);
  });

  it('starts again whenever something is heard', () => {
    const watchdog = startWatchdog(1000, new AbortController().signal);
    vi.advanceTimersByTime(900);
    watchdog.touch();
    vi.advanceTimersByTime(900);
    expect(watchdog.signal.aborted).toBe(false);
  });

  it('aborts with its parent, before or after', () => {
    const parent = new AbortController();
    const early = startWatchdog(1000, parent.signal);
    parent.abort('stopping');
    expect(early.signal.reason).toBe('stopping');
    expect(startWatchdog(1000, parent.signal).signal.reason).toBe('stopping');
  });

  it('leaves no timer behind', () => {
    startWatchdog(1000, new AbortController().signal).end();
    expect(vi.getTimerCount()).toBe(0);
  });
});
