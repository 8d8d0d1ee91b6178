/** When each packet of a video is shown or heard, as ffprobe reads it. Seconds. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);

const probed = z.object({
  packets: z.array(z.object({ codec_type: z.enum(['video', 'audio']), pts_time: z.coerce.number() })),
  format: z.object({ duration: z.coerce.number() }),
});

export interface PacketTimes {
  readonly video: readonly number[];
  readonly audio: readonly number[];
  /** Of the file, as a player shows it. */
  readonly duration: number;
}

export const readTimes = async (path: string): Promise<PacketTimes> => {
  const entries = ['-show_entries', 'packet=codec_type,pts_time:format=duration'];
  const { stdout } = await run('ffprobe', ['-v', 'error', ...entries, '-of', 'json', path], {
    maxBuffer: 256 * 1024 * 1024,
  });
  const { packets, format } = probed.parse(JSON.parse(stdout));
  const timesOf = (type: string) => packets.flatMap((packet) => (packet.codec_type === type ? [packet.pts_time] : []));
  return { video: timesOf('video'), audio: timesOf('audio'), duration: format.duration };
};
