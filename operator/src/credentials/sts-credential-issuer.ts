/** Credentials by AssumeRole with a session policy (MinIO and AWS have it). */
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { sessionPolicy } from './session-policy.ts';
import {
  type CredentialIssuer,
  CredentialsRefusedError,
  lifetimeFrom,
  type StoreCredentials,
  type StoreGrant,
} from './store-credentials.ts';

/** How to reach STS and what to ask. */
export interface StsSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** AWS demands a role; MinIO ignores it. */
  readonly roleArn: string;
  /** Life of the credentials; MinIO gives 604,800 at most, AWS what the role allows. */
  readonly durationSeconds: number;
}

const requestTimeoutMs = 10_000;

/** AWS takes 2 to 64 of `[\w+=,.@-]`. */
const sessionName = ({ holder }: StoreGrant): string => `kubecast.${holder.replaceAll('/', '.')}`.slice(0, 64);

const assumeRole = async (
  client: STSClient,
  settings: StsSettings,
  grant: StoreGrant,
  abortSignal: AbortSignal,
): Promise<StoreCredentials> => {
  const issuedAt = new Date();
  const { Credentials: credentials } = await client.send(
    new AssumeRoleCommand({
      RoleArn: settings.roleArn,
      RoleSessionName: sessionName(grant),
      DurationSeconds: settings.durationSeconds,
      Policy: sessionPolicy(grant.access),
    }),
    { abortSignal },
  );
  if (!credentials?.AccessKeyId || !credentials.SecretAccessKey || !credentials.SessionToken) {
    throw new Error('the answer holds no credentials');
  }
  return {
    accessKeyId: credentials.AccessKeyId,
    secretAccessKey: credentials.SecretAccessKey,
    sessionToken: credentials.SessionToken,
    lifetime: lifetimeFrom(
      issuedAt,
      credentials.Expiration ?? new Date(issuedAt.getTime() + settings.durationSeconds * 1000),
    ),
  };
};

const refusal = (settings: StsSettings, { holder }: StoreGrant, cause: unknown): CredentialsRefusedError => {
  const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return new CredentialsRefusedError(
    `Could not get credentials for ${holder} from ${settings.endpoint}: ${reason}. ` +
      'Check the object store and its keys in the chart values; a store without STS needs objectStore.credentials: static',
    { cause },
  );
};

/** An issuer that asks the STS at `settings.endpoint`; `source` as in {@link CredentialIssuer}. */
export const createStsCredentialIssuer = (settings: StsSettings, source: string): CredentialIssuer => {
  const client = new STSClient({
    endpoint: settings.endpoint,
    region: settings.region,
    credentials: { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
    // The work queue retries, with its backoff.
    maxAttempts: 1,
  });
  return {
    source,
    issue: async (grant, signal) => {
      const limited = AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMs)]);
      try {
        return await assumeRole(client, settings, grant, limited);
      } catch (error) {
        throw refusal(settings, grant, error);
      }
    },
  };
};
