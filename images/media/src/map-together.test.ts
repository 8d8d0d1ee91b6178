import { describe, expect, it } from 'vitest';
import { mapTogether } from './map-together.ts';

const { signal } = new AbortController();
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('mapTogether', () => {
  it('gives results in order, with no more at a time than it may', async () => {
    let [running, most] = [0, 0];
    const results = await mapTogether([3, 1, 2, 5, 4], 2, signal, async (item) => {
      running += 1;
      most = Math.max(most, running);
      for (let turns = 0; turns < item; turns += 1) await turn();
      running -= 1;
      return item * 10;
    });
    expect(results).toEqual([30, 10, 20, 50, 40]);
    expect(most).toBe(2);
  });

  it('gives nothing for nothing', async () => {
    expect(await mapTogether([], 3, signal, () => Promise.resolve(1))).toEqual([]);
  });

  it('ends the others when one fails, and begins no more', async () => {
    const begun: number[] = [];
    const running = mapTogether([1, 2, 3], 2, signal, async (item, ending) => {
      begun.push(item);
      if (item === 1) throw new Error('the first failed');
      await new Promise((_, reject) => ending.addEventListener('abort', () => reject(ending.reason)));
    });
    await expect(running).rejects.toThrow('the first failed');
    expect(begun).toEqual([1, 2]);
  });
});
