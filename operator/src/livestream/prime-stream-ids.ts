import { setTimeout as delay } from 'node:timers/promises';
import type { LiveStream } from '@kubecast/crds/livestream';
import { Backoff } from '@kubecast/runtime/backoff';
import type { Logger } from 'pino';
import { credentialsSecretName } from './child-metadata.ts';
import type { LiveStreamDependencies } from './live-stream-dependencies.ts';

const parallelReads = 16;

const claimOne = async (
  { stores, ingestSecrets, streamIds }: LiveStreamDependencies,
  liveStream: LiveStream,
  signal: AbortSignal,
): Promise<void> => {
  const { namespace } = liveStream.metadata;
  const secret = stores.secrets.get({ namespace, name: credentialsSecretName(liveStream) });
  const credentials = secret && (await ingestSecrets.read(secret, signal));
  if (credentials?.valid) streamIds.claim(liveStream, credentials.streamId);
};

/**
 * Enters every LiveStream's stream id into the table of claims, before the first pass: else a newer stream that happens to
 * be reconciled first would take an older one's id for a moment. Retries for ever; rejects only with the signal's reason.
 */
export const primeStreamIds = async (
  dependencies: LiveStreamDependencies,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> => {
  const backoff = new Backoff({ baseMs: 200, capMs: 10_000 });
  const waiting = [...dependencies.stores.liveStreams.list()];
  const work = async (): Promise<void> => {
    for (let liveStream = waiting.pop(); liveStream; liveStream = waiting.pop()) {
      try {
        await claimOne(dependencies, liveStream, signal);
      } catch (err) {
        signal.throwIfAborted();
        logger.warn({ err, name: liveStream.metadata.name }, 'Retrying to read the credentials of a stream');
        waiting.push(liveStream);
        await delay(backoff.nextMs(), undefined, { signal });
      }
    }
  };
  await Promise.all(Array.from({ length: parallelReads }, work));
};
