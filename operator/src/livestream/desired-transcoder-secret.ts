/** The Secret `<name>-transcoder`: the pod's tokens and its object-store credentials. */

import type { LiveStream } from '@kubecast/crds/livestream';
import type { Secret } from '@kubecast/runtime/core-kinds';
import { credentialAnnotations } from '../credentials/credential-annotations.ts';
import { encodeSecret } from '../credentials/secret-data.ts';
import type { StoreCredentials } from '../credentials/store-credentials.ts';
import { childMetadata, transcoderSecretName } from './child-metadata.ts';

/** What the pod proves itself with. */
export interface TranscoderTokens {
  /** Demanded by the origin: the edge derives the same one. */
  readonly originToken: string;
  /** Demanded by the state feed. */
  readonly stateToken: string;
}

/** What goes into the Secret. */
export interface TranscoderSecretInput {
  readonly tokens: TranscoderTokens;
  readonly credentials: StoreCredentials;
  /** Tells what the Secret was made from (`secret-source.ts`). */
  readonly source: string;
}

/** Desired state; `data` holds every key that the pod mounts. */
export const desiredTranscoderSecret = (
  liveStream: LiveStream,
  { tokens, credentials, source }: TranscoderSecretInput,
): Secret => {
  const metadata = childMetadata(liveStream, transcoderSecretName(liveStream.metadata.name));
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      ...metadata,
      annotations: credentialAnnotations(credentials, source),
    },
    type: 'Opaque',
    data: encodeSecret({
      originToken: tokens.originToken,
      stateToken: tokens.stateToken,
      accessKeyId: credentials.accessKeyId,
      secretAccessKey: credentials.secretAccessKey,
      sessionToken: credentials.sessionToken,
    }),
  };
};
