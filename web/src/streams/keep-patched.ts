import { type QueryClient, type QueryKey, replaceEqualDeep } from '@tanstack/react-query';

/**
 * Keeps what a message made of a query's data. That is no read: the data stays as old as it was, or whatever messages do not tell
 * would never be read again. Nothing happens where nothing differs.
 */
export const keepPatched = <Data>(queries: QueryClient, queryKey: QueryKey, before: Data, after: Data): void => {
  const kept: Data = replaceEqualDeep(before, after);
  if (kept === before) return;
  const updatedAt = queries.getQueryState(queryKey)?.dataUpdatedAt ?? Date.now();
  queries.setQueryData<Data>(queryKey, kept, { updatedAt });
};
