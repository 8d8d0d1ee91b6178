/**
 * The recorder Job's program: configuration, signals, exit codes. `recorder-config.ts` says what a pod is given; `--help` says
 * so in short.
 */
import { ports } from '@kubecast/crds/names';
import { createLogger } from '@kubecast/media/logger';
import {
  ConfigurationError,
  configurationExitCode,
  jsonVariable,
  readConfiguration,
} from '@kubecast/media/read-configuration';
import { recorderConfigSchema, recorderConfigVariable, workDirectory } from '@kubecast/media/recorder-config';
import { shutdownSignal } from '@kubecast/media/shutdown-signal';
import { secretsDirectory } from '@kubecast/media/transcoder-config';
import { z } from 'zod';
import { runRecorder } from './run-recorder.ts';

const help = `Makes a video of a session whose segments are in the object store.

  ${recorderConfigVariable}  what to record, as JSON (images/media/src/recorder-config.ts)
  LOG_LEVEL           trace, debug, info (default), warn, error or fatal

Credentials are read from ${secretsDirectory}, the video is put together in
${workDirectory}. The outcome is written to /dev/termination-log.
Exit codes: 0 complete, 65 failed, 75 try again, 78 configuration.
`;

const environmentSchema = z.object({ [recorderConfigVariable]: jsonVariable(recorderConfigSchema) });

const logger = createLogger('recorder');

const main = async (): Promise<number> => {
  const environment = readConfiguration(environmentSchema);
  const options = {
    config: environment[recorderConfigVariable],
    directories: { secrets: secretsDirectory, work: workDirectory },
    terminationLog: '/dev/termination-log',
    port: ports.http,
    logger,
  };
  return runRecorder(options, shutdownSignal());
};

const exitCodeOf = (error: unknown): number => {
  logger.fatal({ err: error }, 'Ending on an error');
  return error instanceof ConfigurationError ? configurationExitCode : 1;
};

if (process.argv.includes('--help')) process.stdout.write(help);
else process.exitCode = await main().catch(exitCodeOf);
