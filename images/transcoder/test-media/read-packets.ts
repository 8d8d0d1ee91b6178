/** What ffprobe, an independent reader, finds in an MP4 file: packets with times in their track's own ticks. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const documentSchema = z.object({
  packets: z.array(
    z.object({
      codec_type: z.enum(['video', 'audio']),
      pts: z.number(),
      dts: z.number(),
      duration: z.number().default(0),
      flags: z.string(),
    }),
  ),
  streams: z.array(z.object({ codec_type: z.string(), time_base: z.string(), nb_read_packets: z.string().optional() })),
});

export interface Packet {
  readonly kind: 'video' | 'audio';
  readonly pts: number;
  readonly duration: number;
  readonly key: boolean;
}

const run = promisify(execFile);

const probeFile = async (path: string): Promise<readonly Packet[]> => {
  const { stdout } = await run('ffprobe', ['-v', 'error', '-of', 'json', '-show_packets', '-show_streams', path], {
    maxBuffer: 64 * 1024 * 1024,
  });
  return documentSchema.parse(JSON.parse(stdout)).packets.map(({ codec_type, pts, duration, flags }) => ({
    kind: codec_type,
    pts,
    duration,
    key: flags.startsWith('K'),
  }));
};

/** Packets of an MP4 in memory, in file order. */
export const readPackets = async (file: Buffer): Promise<readonly Packet[]> => {
  const directory = await mkdtemp(join(tmpdir(), 'kubecast-media-'));
  try {
    const path = join(directory, 'file.mp4');
    await writeFile(path, file);
    return await probeFile(path);
  } finally {
    await rm(directory, { recursive: true });
  }
};
