/** What ffprobe finds in a stream, and what it complains about. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);

const outputSchema = z.object({
  streams: z
    .array(
      z.object({
        codec_type: z.string(),
        codec_name: z.string(),
        width: z.number().optional(),
        height: z.number().optional(),
      }),
    )
    .default([]),
  packets: z
    .array(z.object({ pts: z.number(), pts_time: z.coerce.number().optional(), flags: z.string() }))
    .default([]),
});

export interface ProbeResult extends z.infer<typeof outputSchema> {
  /** Its standard error at the level `warning`: empty when it is content. */
  readonly complaints: string;
}

/** Runs ffprobe on a URL or a file. */
export const ffprobe = async (input: string, ...options: readonly string[]): Promise<ProbeResult> => {
  const { stdout, stderr } = await run('ffprobe', ['-v', 'warning', '-of', 'json', ...options, '-i', input], {
    maxBuffer: 64 << 20,
    timeout: 60_000,
  });
  return { ...outputSchema.parse(JSON.parse(stdout)), complaints: stderr };
};
