import { type StreamName, streamPrefix } from '@kubecast/media/keys';
import type { StoreGrant } from './store-credentials.ts';

/** What a stream's pod may do: read, write and list its own keys in `bucket`, and nothing else. */
export const transcoderAccess = (bucket: string, stream: StreamName): StoreGrant => ({
  holder: `${stream.namespace}/${stream.stream}`,
  access: [{ bucket, prefix: streamPrefix(stream), verbs: ['read', 'write', 'list'] }],
});
