/**
 * The flows, kept outside the process: a gateway that crashed goes on with them, and neither the encoders nor the pods notice
 * more than a moment's loss.
 */
import { isIP } from 'node:net';
import type { Logger } from '@kubecast/media/logger';
import { z } from 'zod';
import { KeptFile } from '../kept-file.ts';

const port = z.int().min(1).max(65_535);
const socketId = z.int().min(0).max(0xffff_ffff);
const address = z.string().refine((text) => isIP(text) !== 0);

/** Of `FlowRecord`s. */
const schema = z.array(
  z.object({
    stream: z.string().min(1),
    caller: z.object({ address, port }),
    callerSocketId: socketId,
    pod: z.object({ uid: z.string(), host: address, port }),
    podSocketId: socketId,
    upstreamPort: port,
  }),
);

export type KeptFlows = KeptFile<typeof schema>;

export const keepFlows = (directory: string, logger: Logger): KeptFlows =>
  new KeptFile({ directory, name: 'flows.json', schema, version: 1, logger });
