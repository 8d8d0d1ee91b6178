/** One stream, by the namespace and name in the address of its page. */
import { queryOptions } from '@tanstack/react-query';
import type { ApiClient } from '../../api/api-client.ts';
import { readStreamByName } from './read-stream-by-name.ts';
import { streamKeys } from './stream-keys.ts';

export interface StreamName {
  readonly namespace: string;
  readonly name: string;
}

export const streamByNameQueryOptions = (api: ApiClient, { namespace, name }: StreamName) =>
  queryOptions({
    queryKey: streamKeys.named(namespace, name),
    queryFn: ({ signal }) => readStreamByName(api, { namespace, name }, signal),
  });
