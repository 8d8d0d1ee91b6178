import { describe, expect, it, vi } from 'vitest';
import { sleep } from './sleep.ts';

describe('sleep', () => {
  it("rejects with the signal's reason, and leaves no timer, when told to stop", async () => {
    vi.useFakeTimers();
    const stop = new AbortController();
    const slept = sleep(1000, stop.signal);
    stop.abort(new Error('stopping'));
    await expect(slept).rejects.toThrow('stopping');
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('rejects at once when it was told before', async () => {
    await expect(sleep(1000, AbortSignal.abort(new Error('stopping')))).rejects.toThrow('stopping');
  });
});
