/** Several at a time, none after a failure. */

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
  const failure = new AbortController();
  const ending = AbortSignal.any([signal, failure.signal]);
  const results: Result[] = [];
  const waiting = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of waiting) {
      ending.throwIfAborted();
      results[index] = await action(item, ending);
    }
  };
  const workers = Array.from({ length: Math.min(width, items.length) }, () =>
    work().catch((error: unknown) => failure.abort(error)),
  );
  await Promise.all(workers);
  failure.signal.throwIfAborted();
  return results;
};
