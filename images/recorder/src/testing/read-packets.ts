/** The packets of a video as ffprobe reads them, and what a decoder complains about. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);
const maxBuffer = 256 * 1024 * 1024;

const packetSchema = z.object({
  codec_type: z.enum(['video', 'audio']),
  pts_time: z.coerce.number(),
  data_hash: z.string(),
});

const probedSchema = z.object({
  packets: z.array(packetSchema),
  format: z.object({ duration: z.coerce.number() }),
});

export interface VideoPacket {
  /** When it is shown or heard. */
  readonly seconds: number;
  /** Of its bytes: MD5, hexadecimal. */
  readonly hash: string;
}

export interface VideoPackets {
  readonly video: readonly VideoPacket[];
  readonly audio: readonly VideoPacket[];
  /** Of the file, as a player shows it. Seconds. */
  readonly duration: number;
}

export const readPackets = async (path: string): Promise<VideoPackets> => {
  const entries = ['-show_data_hash', 'MD5', '-show_entries', 'packet=codec_type,pts_time,data_hash:format=duration'];
  const { stdout } = await run('ffprobe', ['-v', 'error', ...entries, '-of', 'json', path], { maxBuffer });
  const { packets, format } = probedSchema.parse(JSON.parse(stdout));
  const packetsOf = (type: string): readonly VideoPacket[] =>
    packets
      .filter(({ codec_type }) => codec_type === type)
      .map(({ pts_time, data_hash }) => ({ seconds: pts_time, hash: data_hash.replace('MD5:', '') }));
  return { video: packetsOf('video'), audio: packetsOf('audio'), duration: format.duration };
};

/** Every step from one time to the next that there is, to the millisecond, ascending. */
export const stepsOf = (packets: readonly VideoPacket[]): readonly number[] => {
  const steps = packets.slice(1).map(({ seconds }, index) => seconds - (packets[index]?.seconds ?? 0));
  return [...new Set(steps.map((step) => Math.round(step * 1000) / 1000))].toSorted((a, b) => a - b);
};

/** What ffmpeg says when it decodes the whole video; empty when nothing is wrong. */
export const decodingErrors = async (path: string): Promise<string> => {
  const { stderr } = await run('ffmpeg', ['-v', 'warning', '-i', path, '-map', '0', '-f', 'null', '-'], { maxBuffer });
  return stderr;
};
