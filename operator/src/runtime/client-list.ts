import { isExpired } from './api-error.ts';
import type { ListOptions, ListWatcher, ObjectList } from './client.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import type { ResourceKind } from './resource-kind.ts';

/** Objects a page. client-go's default. */
export const defaultPageSize = 500;

/**
 * Lists page by page, as of one moment. When a later page's token has expired (410: the list took longer than etcd keeps
 * history), it starts again without pages, since a list that was too slow once would be again (client-go's pager does so).
 *
 * @throws what `client.list` throws
 */
export const listAll = async <T extends KubernetesObject>(
  client: Pick<ListWatcher, 'list'>,
  kind: ResourceKind<T>,
  options: Omit<ListOptions, 'continueToken'> = {},
): Promise<Omit<ObjectList<T>, 'continueToken'>> => {
  const paged = { limit: defaultPageSize, ...options };
  let page = await client.list(kind, paged);
  const items = [...page.items];
  while (page.continueToken) {
    try {
      page = await client.list(kind, { ...paged, continueToken: page.continueToken });
    } catch (error) {
      if (!isExpired(error)) throw error;
      return client.list(kind, { ...options, limit: undefined });
    }
    for (const item of page.items) items.push(item);
  }
  return { items, resourceVersion: page.resourceVersion };
};
