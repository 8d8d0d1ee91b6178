/** The Secret `<name>-ingest`: what the encoder's URL needs. Created once; from then on it belongs to whoever rotates it. */

import type { LiveStream } from '@kubecast/crds/livestream';
import { ingestSecretName } from '@kubecast/media/ingest-secret';
import type { Secret } from '@kubecast/runtime/core-kinds';
import { encodeSecret } from '../credentials/secret-data.ts';
import { childMetadata } from './child-metadata.ts';

/** `credentials` as made by `generateIngestCredentials`. */
export const desiredIngestSecret = (
  liveStream: LiveStream,
  credentials: { readonly streamId: string; readonly passphrase: string },
): Secret => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: childMetadata(liveStream, ingestSecretName(liveStream.metadata.name)),
  type: 'Opaque',
  data: encodeSecret({ streamId: credentials.streamId, passphrase: credentials.passphrase }),
});
