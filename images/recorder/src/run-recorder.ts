/**
 * One life of a recorder: a clean work directory, its stores, its HTTP server, the work, the outcome as termination message. Told
 * to end, it ends ffmpeg and uploads at once and asks to be started again.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { credentialFiles } from '@kubecast/media/credential-files';
import { type Route, startHttpServer, stopHttpServer } from '@kubecast/media/http-server';
import type { Logger } from '@kubecast/media/logger';
import { ObjectStore } from '@kubecast/media/object-store';
import { type RecorderConfig, type RecorderOutcome, recorderExitCodes } from '@kubecast/media/recorder-config';
import { makeRecording } from './make-recording.ts';
import { failureFor, RecorderError } from './recorder-error.ts';
import { createRecorderMetrics } from './recorder-metrics.ts';
import { ProgressReport } from './recorder-progress.ts';
import { recorderRoutes } from './recorder-routes.ts';

export interface RecorderOptions {
  readonly config: RecorderConfig;
  readonly directories: { readonly secrets: string; readonly work: string };
  /** The file that Kubernetes reads the outcome from. */
  readonly terminationLog: string;
  /** Of the HTTP server; 0 takes a free one. */
  readonly port: number;
  readonly logger: Logger;
  /** How long a store may fail in a row; ten minutes when not given. */
  readonly patienceMs?: number;
}

/** Completing a large upload takes its time; reading is given up sooner. */
const uploadTimeoutMs = 60_000;

/** What a killed recorder left. The directory itself is a mount. */
const cleanDirectory = async (directory: string): Promise<void> => {
  await mkdir(directory, { recursive: true });
  const names = await readdir(directory);
  await Promise.all(names.map((name) => rm(join(directory, name), { recursive: true, force: true })));
};

const openStores = ({ config, directories }: RecorderOptions) => {
  const credentials = credentialFiles(directories.secrets);
  const location = { ...config.objectStore, bucket: config.recordingsBucket };
  return {
    segments: new ObjectStore({ location: config.objectStore, credentials }),
    recordings: new ObjectStore({ location, credentials, timeoutMs: uploadTimeoutMs }),
  };
};

const work = async (options: RecorderOptions, progress: ProgressReport, signal: AbortSignal): Promise<void> => {
  const { config, directories, logger } = options;
  const metrics = createRecorderMetrics(progress);
  const routes: readonly Route[] = recorderRoutes({
    secretsDirectory: directories.secrets,
    progress,
    registry: metrics.registry,
  });
  const server = await startHttpServer(routes, options.port, logger);
  const stores = openStores(options);
  try {
    await cleanDirectory(directories.work);
    const scope = { ...stores, ...options, workDirectory: directories.work, progress, metrics, signal };
    const { frames, durationSeconds, missingSegments, gapCount } = await makeRecording(scope);
    progress.stop();
    logger.info({ ...nameOf(config), frames, durationSeconds, missingSegments, gapCount }, 'Completing');
  } finally {
    for (const store of Object.values(stores)) store.close();
    await stopHttpServer(server);
  }
};

const nameOf = ({ namespace, stream, session, recording }: RecorderConfig) => ({
  namespace,
  stream,
  session,
  recording,
});

const endedBySignal = (): RecorderError =>
  new RecorderError('Unavailable', 'Could not finish the video: the pod was told to end; it is tried again');

const outcomeOf = async (
  options: RecorderOptions,
  progress: ProgressReport,
  signal: AbortSignal,
): Promise<RecorderOutcome> => {
  try {
    await work(options, progress, signal);
    return { outcome: 'complete' };
  } catch (error) {
    options.logger.error({ err: error }, 'Ending without a recording');
    return failureFor(signal.aborted ? endedBySignal() : error, options.config);
  } finally {
    progress.stop();
  }
};

const leaveWord = async ({ terminationLog, logger }: RecorderOptions, outcome: RecorderOutcome): Promise<void> => {
  try {
    await writeFile(terminationLog, JSON.stringify(outcome));
  } catch (error) {
    logger.warn({ err: error }, 'Leaving no termination message');
  }
};

const exitCodeFor = (outcome: RecorderOutcome): number => {
  if (outcome.outcome === 'complete') return recorderExitCodes.complete;
  return outcome.retry ? recorderExitCodes.retry : recorderExitCodes.failed;
};

/** Runs until it is done or told to end; gives the exit code (`recorderExitCodes`). Never throws. */
export const runRecorder = async (options: RecorderOptions, signal: AbortSignal): Promise<number> => {
  const progress = new ProgressReport(options.logger);
  options.logger.info(nameOf(options.config), 'Beginning a recording');
  const outcome = await outcomeOf(options, progress, signal);
  await leaveWord(options, outcome);
  return exitCodeFor(outcome);
};
