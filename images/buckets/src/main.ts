/** Makes Kubecast's buckets where they are missing, and keeps them private. Ends with 0 when all are as they must be. */
import { S3Client } from '@aws-sdk/client-s3';
import { credentialFiles } from '@kubecast/media/credential-files';
import { createLogger, type Logger } from '@kubecast/media/logger';
import { ConfigurationError, configurationExitCode, readConfiguration } from '@kubecast/media/read-configuration';
import { shutdownSignal } from '@kubecast/media/shutdown-signal';
import { secretsDirectory } from '@kubecast/media/transcoder-config';
import { type Configuration, configurationSchema } from './configuration.ts';
import { ensurePrivateBucket } from './ensure-private-bucket.ts';
import { waitForStore } from './wait-for-store.ts';

const pauseMs = 1000;

const ensureBuckets = async (configuration: Configuration, logger: Logger): Promise<void> => {
  const { endpoint, region, forcePathStyle } = configuration.KUBECAST_OBJECT_STORE;
  const client = new S3Client({ endpoint, region, forcePathStyle, credentials: credentialFiles(secretsDirectory) });
  const waitMs = configuration.KUBECAST_WAIT_SECONDS * 1000;
  const signal = shutdownSignal();
  for (const bucket of configuration.KUBECAST_BUCKETS) {
    const scope = { client, bucket, endpoint, region, logger };
    await waitForStore(() => ensurePrivateBucket(scope), { waitMs, pauseMs, signal, logger });
    logger.info({ bucket }, 'Finding the bucket private');
  }
  client.destroy();
};

const logger = createLogger('buckets');
try {
  await ensureBuckets(readConfiguration(configurationSchema), logger);
} catch (error) {
  logger.fatal({ error }, 'Making the buckets failed');
  process.exitCode = error instanceof ConfigurationError ? configurationExitCode : 1;
}
