/** One stream, by the namespace and name in the address of its page. */
import { queryOptions } from '@tanstack/react-query';
import type { ApiClient } from '../../api/api-client.ts';
import type { Stream } from '../../api/generated/schemas.ts';
import { streamKeys } from './stream-keys.ts';

export interface StreamName {
  readonly namespace: string;
  readonly name: string;
}

export const streamByNameQueryOptions = (api: ApiClient, { namespace, name }: StreamName) =>
  queryOptions({
    queryKey: streamKeys.named(namespace, name),
    queryFn: ({ signal }) => {
      const [inNamespace, named] = [namespace, name].map(encodeURIComponent);
      return api.get<Stream>(`/api/streams/by-name/${inNamespace}/${named}`, { signal });
    },
  });
