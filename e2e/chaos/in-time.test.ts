import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inTime, StuckError } from './in-time.ts';
import { wait } from './wait.ts';

const patience = { workMs: 1_000, endMs: 500 };
const never = new AbortController().signal;

describe('inTime', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('gives what the work gives, and its errors', async () => {
    await expect(inTime(async () => 7, patience, never)).resolves.toBe(7);
    await expect(inTime(() => Promise.reject(new Error('broken')), patience, never)).rejects.toThrow('broken');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells work that takes too long to end, and waits until it has', async () => {
    const steps: string[] = [];
    const work = async (signal: AbortSignal): Promise<void> => {
      await wait(60_000, signal);
      steps.push('told');
      await wait(200, never);
      steps.push('ended');
      signal.throwIfAborted();
    };
    const result = inTime(work, patience, never).finally(() => steps.push('over'));
    const expected = expect(result).rejects.toThrow('It took longer than 1 s');
    await vi.advanceTimersByTimeAsync(1_300);
    await expected;
    expect(steps).toEqual(['told', 'ended', 'over']);
  });

  it('gives up work that does not end', async () => {
    const result = expect(inTime(() => wait(60_000, never), patience, never)).rejects.toThrow(StuckError);
    await vi.advanceTimersByTimeAsync(1_600);
    await result;
  });

  it('passes an interruption on', async () => {
    const interruption = new AbortController();
    const work = async (signal: AbortSignal): Promise<void> => {
      await wait(60_000, signal);
      signal.throwIfAborted();
    };
    const result = expect(inTime(work, patience, interruption.signal)).rejects.toThrow('Interrupted');
    interruption.abort(new Error('Interrupted'));
    await result;
  });
});
