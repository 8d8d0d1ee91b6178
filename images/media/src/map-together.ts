/** Several at a time, none after a failure. */
import { runTogether } from './run-together.ts';

/**
 * The results of `action` in the order of `items`, at most `width` at a time. When one fails, the others are told by their
 * signal, and what it failed with is thrown once all have ended.
 */
export const mapTogether = async <Item, Result>(
  items: readonly Item[],
  width: number,
  signal: AbortSignal,
  action: (item: Item, signal: AbortSignal) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results: Result[] = [];
  const waiting = items.entries();
  const work = async (ending: AbortSignal): Promise<void> => {
    for (const [index, item] of waiting) {
      ending.throwIfAborted();
      results[index] = await action(item, ending);
    }
  };
  await runTogether(signal, Array(Math.min(width, items.length)).fill(work));
  return results;
};
