import type { Query, QueryClient, QueryKey } from '@tanstack/react-query';

/** Queries that will be read as soon as the read under way ends. */
const due = new WeakSet<Query>();

/** Reads a query anew. A read that is under way began before whatever was told now, so that the next one comes after it. */
export const readAgain = async (queries: QueryClient, queryKey: QueryKey): Promise<void> => {
  const query = queries.getQueryCache().find({ queryKey, exact: true });
  if (!query || due.has(query)) return;
  due.add(query);
  // Also gathers what is told in one moment.
  await query.promise?.catch(() => undefined);
  due.delete(query);
  await queries.invalidateQueries({ queryKey, exact: true });
};
