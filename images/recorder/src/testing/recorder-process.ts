/** A recorder in a process of its own, so that a test can kill it: `node recorder-process.ts <options as JSON>`. */
import { createLogger } from '@kubecast/media/logger';
import { recorderConfigSchema } from '@kubecast/media/recorder-config';
import { shutdownSignal } from '@kubecast/media/shutdown-signal';
import { z } from 'zod';
import { runRecorder } from '../run-recorder.ts';

const optionsSchema = z.object({
  config: recorderConfigSchema,
  directories: z.object({ secrets: z.string(), work: z.string() }),
  terminationLog: z.string(),
  port: z.number(),
});

const options = optionsSchema.parse(JSON.parse(process.argv[2] ?? ''));
process.exitCode = await runRecorder({ ...options, logger: createLogger('recorder') }, shutdownSignal());
