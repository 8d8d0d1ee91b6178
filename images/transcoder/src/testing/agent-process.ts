/** An agent in a process of its own, so that a test can kill it: `node agent-process.ts <options as JSON>`. */
import { createLogger } from '@kubecast/media/logger';
import { shutdownSignal } from '@kubecast/media/shutdown-signal';
import { transcoderConfigSchema } from '@kubecast/media/transcoder-config';
import { z } from 'zod';
import { runAgent } from '../agent.ts';

const optionsSchema = z.object({
  config: transcoderConfigSchema,
  podUid: z.string(),
  directories: z.object({ secrets: z.string(), window: z.string(), spool: z.string() }),
  ports: z.object({ srt: z.number(), http: z.number() }),
});

const options = optionsSchema.parse(JSON.parse(process.argv[2] ?? ''));
const end = await runAgent({ ...options, logger: createLogger('agent') }, shutdownSignal());
process.exitCode = end === 'shutdown' ? 0 : 75;
