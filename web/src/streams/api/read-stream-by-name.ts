import type { ApiClient } from '../../api/api-client.ts';
import type { Stream } from '../../api/generated/schemas.ts';
import type { StreamName } from './get-stream-by-name.ts';

/** Without a query's keeping, for who has no queries. Throws ApiProblem. */
export const readStreamByName = (
  api: ApiClient,
  { namespace, name }: StreamName,
  signal: AbortSignal,
): Promise<Stream> => {
  const [inNamespace, named] = [namespace, name].map(encodeURIComponent);
  return api.get<Stream>(`/api/streams/by-name/${inNamespace}/${named}`, { signal });
};
