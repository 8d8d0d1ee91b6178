/** Chooses how pods get object-store credentials, by the operator's configuration. */
import { createHmac } from 'node:crypto';
import type { ObjectStoreSettings } from '../operator-configuration.ts';
import type { OperatorSecrets } from '../operator-secrets.ts';
import { createStaticCredentialIssuer } from './static-credential-issuer.ts';
import type { CredentialIssuer } from './store-credentials.ts';
import { createStsCredentialIssuer } from './sts-credential-issuer.ts';

/** Keyed, so that nobody can try out passwords on what stands in an annotation. */
const sourceOf = (store: ObjectStoreSettings, { stateKey, accessKeyId, secretAccessKey }: OperatorSecrets): string => {
  const parts = [
    store.credentials,
    store.endpoint,
    store.stsEndpoint ?? '',
    store.bucket,
    accessKeyId,
    secretAccessKey,
  ];
  return createHmac('sha256', stateKey).update(JSON.stringify(parts)).digest('hex').slice(0, 16);
};

/** An issuer of the configured kind. */
export const createCredentialIssuer = (store: ObjectStoreSettings, secrets: OperatorSecrets): CredentialIssuer => {
  const { accessKeyId, secretAccessKey } = secrets;
  const source = sourceOf(store, secrets);
  if (store.credentials === 'static') return createStaticCredentialIssuer({ accessKeyId, secretAccessKey }, source);
  return createStsCredentialIssuer(
    {
      endpoint: store.stsEndpoint ?? store.endpoint,
      region: store.region,
      accessKeyId,
      secretAccessKey,
      roleArn: store.stsRoleArn,
      durationSeconds: store.stsDurationSeconds,
    },
    source,
  );
};
