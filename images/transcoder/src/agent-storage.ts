/** The agent's three memories: the bucket, the spool on disk, the window in memory. */
import { statfsSync } from 'node:fs';
import { credentialFiles } from '@kubecast/media/credential-files';
import { EpochLog } from '@kubecast/media/epoch-log';
import type { StreamName } from '@kubecast/media/keys';
import { ObjectStore } from '@kubecast/media/object-store';
import type { TranscoderConfig } from '@kubecast/media/transcoder-config';
import type { WindowLimits } from './origin/window-files.ts';
import type { PublishingContext } from './publisher/published-session.ts';
import type { LogReader } from './session/read-log-snapshot.ts';

export interface AgentStorage {
  readonly store: ObjectStore;
  readonly log: EpochLog;
  readonly context: PublishingContext;
  readonly reader: LogReader;
}

export const streamOf = ({ namespace, stream }: TranscoderConfig): StreamName => ({ namespace, stream });

/** The owner closes `store`. */
export const openStorage = (config: TranscoderConfig, secretsDirectory: string): AgentStorage => {
  const stream = streamOf(config);
  const { segmentSeconds, dvrWindowSeconds, liveStreamUid } = config;
  const store = new ObjectStore({ location: config.objectStore, credentials: credentialFiles(secretsDirectory) });
  const log = new EpochLog(store, stream);
  return {
    store,
    log,
    context: { store, stream, segmentSeconds, dvrWindowSeconds },
    reader: { log, store, stream, liveStreamUid, segmentSeconds },
  };
};

const windowAgeMs = 60_000;
const windowShare = 0.8;
const windowMaxBytes = 256 * 2 ** 20;

/** A minute of media, within what the memory-backed volume holds. */
export const windowLimits = (directory: string): WindowLimits => {
  const { blocks, bsize } = statfsSync(directory);
  return { maxAgeMs: windowAgeMs, maxBytes: Math.min(windowMaxBytes, blocks * bsize * windowShare) };
};
