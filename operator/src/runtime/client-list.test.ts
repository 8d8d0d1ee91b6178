import { describe, expect, it } from 'vitest';
import { ApiError } from './api-error.ts';
import type { ListOptions, ListWatcher } from './client.ts';
import { listAll } from './client-list.ts';
import { pods } from './core-kinds.ts';

const pod = (name: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'live' } });

interface Page {
  readonly names: readonly string[];
  readonly next?: string;
}

/** A client whose lists are answered by `answer`, and what it was asked. */
const listingClient = (answer: (options: ListOptions) => Page) => {
  const asked: ListOptions[] = [];
  const client: Pick<ListWatcher, 'list'> = {
    list: async (kind, options = {}) => {
      asked.push(options);
      const { names, next } = answer(options);
      return { items: names.map((name) => kind.parse(pod(name))), resourceVersion: '7', continueToken: next };
    },
  };
  return { client, asked };
};

const expired = new ApiError({ attempt: 'list pods', status: 410, reason: 'Expired', serverMessage: 'too old' });

describe('listAll', () => {
  it('follows the pages', async () => {
    const { client, asked } = listingClient(({ continueToken }) =>
      continueToken ? { names: ['c'] } : { names: ['a', 'b'], next: 'more' },
    );
    const { items, resourceVersion } = await listAll(client, pods, { limit: 2 });
    expect(items.map(({ metadata }) => metadata.name)).toEqual(['a', 'b', 'c']);
    expect(resourceVersion).toBe('7');
    expect(asked).toEqual([{ limit: 2 }, { limit: 2, continueToken: 'more' }]);
  });

  it('starts again without pages when a token has expired', async () => {
    const { client, asked } = listingClient(({ continueToken, limit }) => {
      if (continueToken) throw expired;
      return limit === undefined ? { names: ['a', 'b', 'c'] } : { names: ['a'], next: 'more' };
    });
    const { items } = await listAll(client, pods, { namespace: 'live' });
    expect(items).toHaveLength(3);
    expect(asked.at(-1)).toEqual({ namespace: 'live', limit: undefined });
  });

  it('throws any other error', async () => {
    const { client } = listingClient(() => {
      throw new Error('broken');
    });
    await expect(listAll(client, pods)).rejects.toThrow('broken');
  });
});
