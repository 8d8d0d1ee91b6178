/** The transcoder pod's program: configuration, signals, exit codes. `transcoder-config.ts` says what a pod is given. */

import { ports } from '@kubecast/crds/names';
import { createLogger } from '@kubecast/media/logger';
import {
  ConfigurationError,
  configurationExitCode,
  jsonVariable,
  readConfiguration,
} from '@kubecast/media/read-configuration';
import { shutdownSignal } from '@kubecast/media/shutdown-signal';
import {
  secretsDirectory,
  spoolDirectory,
  transcoderConfigSchema,
  transcoderConfigVariable,
  windowDirectory,
} from '@kubecast/media/transcoder-config';
import { z } from 'zod';
import { runAgent } from './agent.ts';

const environmentSchema = z.object({
  [transcoderConfigVariable]: jsonVariable(transcoderConfigSchema),
  POD_UID: z.string().min(1),
});

/** 0: drained. 75 (EX_TEMPFAIL): another pod took over, start again and look. 78: configuration. 1: our own failure. */
const exitCodes = { shutdown: 0, superseded: 75 } as const;

const logger = createLogger('transcoder');

const main = async (): Promise<number> => {
  const environment = readConfiguration(environmentSchema);
  const end = await runAgent(
    {
      config: environment[transcoderConfigVariable],
      podUid: environment.POD_UID,
      directories: { secrets: secretsDirectory, window: windowDirectory, spool: spoolDirectory },
      ports,
      logger,
    },
    shutdownSignal(),
  );
  return exitCodes[end];
};

const exitCodeOf = (error: unknown): number => {
  logger.fatal({ err: error }, 'Ending on an error');
  return error instanceof ConfigurationError ? configurationExitCode : 1;
};

process.exitCode = await main().catch(exitCodeOf);
