/**
 * A recorder in a process of its own, so that a test can kill it: `node recorder-process.ts <options as JSON>`. With `killAt` it is
 * killed the moment that its log says that phase.
 */
import { recorderConfigSchema, recorderPhases } from '@kubecast/media/recorder-config';
import { shutdownSignal } from '@kubecast/media/shutdown-signal';
import { pino } from 'pino';
import { z } from 'zod';
import { runRecorder } from '../run-recorder.ts';

/** What {@link startRecorder} passes on. */
export const recorderProcessSchema = z.object({
  config: recorderConfigSchema,
  directories: z.object({ secrets: z.string(), work: z.string() }),
  terminationLog: z.string(),
  port: z.number(),
  patienceMs: z.number().optional(),
  killAt: z.enum(recorderPhases).optional(),
});

export type RecorderProcessOptions = z.infer<typeof recorderProcessSchema>;

const main = async (argument: string): Promise<void> => {
  const { killAt, patienceMs, ...options } = recorderProcessSchema.parse(JSON.parse(argument));
  const write = (line: string): void => {
    process.stdout.write(line);
    if (killAt && JSON.parse(line).phase === killAt) process.kill(process.pid, 'SIGKILL');
  };
  const patience = patienceMs === undefined ? {} : { patienceMs };
  process.exitCode = await runRecorder({ ...options, ...patience, logger: pino({}, { write }) }, shutdownSignal());
};

if (import.meta.main) await main(process.argv[2] ?? '');
