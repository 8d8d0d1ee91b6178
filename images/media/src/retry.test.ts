import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { retry, retryDelayMs } from './retry.ts';

const neverAborts = new AbortController().signal;

describe('retryDelayMs', () => {
  it.each([
    [0, 0, 20],
    [0, 1, 100],
    [3, 1, 800],
    [10, 1, 5000],
    [10, 0, 1000],
    [5000, 1, 5000],
  ])('attempt %i with jitter %d waits %i ms', (attempt, random, delay) => {
    expect(retryDelayMs(attempt, 100, 5000, random)).toBe(delay);
  });
});

describe('retry', () => {
  it('tries until it succeeds and tells each failure', async () => {
    const faults: unknown[] = [];
    let attempts = 0;
    const action = async () => {
      attempts += 1;
      if (attempts < 4) throw new Error(`fault ${attempts}`);
      return attempts;
    };
    const options = { signal: neverAborts, onFault: (fault: unknown) => faults.push(fault), firstDelayMs: 1 };
    expect(await retry(action, options)).toBe(4);
    expect(faults.map(String)).toEqual(['Error: fault 1', 'Error: fault 2', 'Error: fault 3']);
  });

  it('rejects with the reason when it is told to stop', async () => {
    const stop = new AbortController();
    const failing = retry(() => Promise.reject(new Error('fault')), {
      signal: stop.signal,
      onFault: () => stop.abort(new Error('stopped')),
    });
    await expect(failing).rejects.toThrow(/stopped|aborted/);
  });

  it('throws at once what cannot pass', async () => {
    const options = { signal: neverAborts, onFault: () => undefined, mayPass: () => false };
    await expect(retry(() => Promise.reject(new Error('refused')), options)).rejects.toThrow('refused');
  });

  it('throws the last failure when failures were borne for long enough', async () => {
    const faults: string[] = [];
    const onFault = (fault: unknown) => faults.push(String(fault));
    let attempts = 0;
    const action = () => {
      attempts += 1;
      return Promise.reject(new Error(`fault ${attempts}`));
    };
    const limitMs = (error: unknown): number => (String(error).includes('fault 3') ? -1 : Number.POSITIVE_INFINITY);
    const options = { signal: neverAborts, onFault, limitMs, firstDelayMs: 1 };
    await expect(retry(action, options)).rejects.toThrow('fault 3');
    expect(faults).toEqual(['Error: fault 1', 'Error: fault 2']);
  });

  it('counts from the first failure, not from the beginning of what took long', async () => {
    let nowMs = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
    onTestFinished(() => clock.mockRestore());
    let attempts = 0;
    const action = async () => {
      attempts += 1;
      nowMs += 60_000;
      if (attempts < 3) throw new Error('fault');
      return attempts;
    };
    const options = { signal: neverAborts, onFault: () => undefined, limitMs: 60_000, firstDelayMs: 1 };
    expect(await retry(action, options)).toBe(3);
  });
});
