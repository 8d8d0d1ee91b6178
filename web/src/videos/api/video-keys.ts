/** Where queries about videos are kept: after a change, all that may show it is read again. */
import type { Query } from '../../api/api-client.ts';

export const videoKeys = {
  all: ['videos'],
  /** All lists: pages of `VideoSummary`. */
  lists: ['videos', 'list'],
  list: (query: Query) => ['videos', 'list', query],
  /** Of one video: an array of `VideoSummary`. */
  related: (id: string) => ['videos', 'related', id],
  tags: ['videos', 'tags'],
  categories: ['videos', 'categories'],
} as const;
