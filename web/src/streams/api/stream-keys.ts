/** Where queries about streams are kept: by these, what the server tells by itself finds them. */
import type { Query } from '../../api/api-client.ts';

export const streamKeys = {
  /** All lists: pages of `StreamSummary`. */
  lists: ['streams', 'list'],
  list: (query: Query) => ['streams', 'list', query],
  one: (id: string) => ['streams', 'one', id],
  named: (namespace: string, name: string) => ['streams', 'named', namespace, name],
} as const;
