/**
 * The streams and their pods, kept outside the process: a gateway that is started again while the Kubernetes API is away lets
 * encoders in by them, and is ready.
 */
import { isIP } from 'node:net';
import { KeptFile } from '@kubecast/media/kept-file';
import type { Logger } from '@kubecast/media/logger';
import { z } from 'zod';

const pauseMs = 500;

const pod = z.object({
  uid: z.string(),
  host: z.string().refine((text) => isIP(text) !== 0),
  port: z.int().min(1).max(65_535),
});

const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('away'), stream: z.string(), isExpected: z.boolean() }),
  z.object({ kind: z.literal('at'), stream: z.string(), pod }),
]);

/** Stream id and target. */
const schema = z.array(z.tuple([z.string(), target]));

export type KeptStreams = KeptFile<typeof schema>;
export type KeptTargets = z.output<typeof schema>;

export const keepStreams = (directory: string, logger: Logger): KeptStreams =>
  new KeptFile({ directory, name: 'streams.json', schema, version: 2, pauseMs, logger });
