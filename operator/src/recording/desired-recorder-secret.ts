/** The Secret `<recording>-recorder`: object-store credentials, and the token that guards the progress. */
import { annotations } from '@kubecast/crds/names';
import type { Recording } from '@kubecast/crds/recording';
import type { Secret } from '@kubecast/runtime/core-kinds';
import { credentialAnnotations } from '../credentials/credential-annotations.ts';
import { encodeSecret } from '../credentials/secret-data.ts';
import type { StoreCredentials } from '../credentials/store-credentials.ts';
import { recorderMetadata, recorderSecretName } from './recording-child-metadata.ts';

/** What goes into the Secret. */
export interface RecorderSecretInput {
  readonly progressToken: string;
  readonly credentials: StoreCredentials;
  /** Of the issuer. */
  readonly source: string;
  readonly issuedAt: Date;
}

/** Desired state; `data` holds every key that the pod mounts. */
export const desiredRecorderSecret = (
  recording: Recording,
  { progressToken, credentials, source, issuedAt }: RecorderSecretInput,
): Secret => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    ...recorderMetadata(recording, recorderSecretName(recording.metadata.name)),
    annotations: {
      ...credentialAnnotations(credentials, source),
      [annotations.credentialsIssuedAt]: issuedAt.toISOString(),
    },
  },
  type: 'Opaque',
  data: encodeSecret({
    progressToken,
    accessKeyId: credentials.accessKeyId,
    secretAccessKey: credentials.secretAccessKey,
    sessionToken: credentials.sessionToken,
  }),
});
