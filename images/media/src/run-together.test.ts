import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { type Life, runTogether } from './run-together.ts';

const waits: Life = async (signal) => void (signal.aborted || (await once(signal, 'abort')));

describe('runTogether', () => {
  it('resolves when all have ended on the signal', async () => {
    const controller = new AbortController();
    const running = runTogether(controller.signal, [waits, waits]);
    controller.abort();
    await expect(running).resolves.toBeUndefined();
  });

  it('ends the others and throws the first failure when one fails', async () => {
    let hasEnded = false;
    const fails: Life = () => Promise.reject(new Error('first'));
    const failsToEnd: Life = async (signal) => {
      await waits(signal);
      hasEnded = true;
      throw new Error('second');
    };
    await expect(runTogether(new AbortController().signal, [failsToEnd, fails])).rejects.toThrow('first');
    expect(hasEnded).toBe(true);
  });
});
