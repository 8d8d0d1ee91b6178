/** A clip of moving bars and a tone, cut into segments of a second, in two rungs of one shape: what a faulty origin has to serve. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TrackCodecs } from '@kubecast/media/codecs';
import { readInitSection } from '@kubecast/media/init-section';

export const segmentMs = 1_000;
const frameRate = 25;

/** One rung of a clip. Its timeline starts at 0. */
export interface ClipRung {
  readonly codecs: TrackCodecs;
  readonly init: Buffer;
  readonly segments: readonly Buffer[];
}

/** By rung name. */
export type Clip = Readonly<Record<string, ClipRung>>;

/** Pixels of a rung. */
export interface ClipSize {
  readonly width: number;
  readonly height: number;
}

const encoder = ['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-g', String(frameRate)];
const sound = ['-c:a', 'aac', '-b:a', '64k'];

const segmenter = (directory: string): readonly string[] => [
  ...['-f', 'hls', '-hls_time', String(segmentMs / 1_000), '-hls_list_size', '0', '-hls_segment_type', 'fmp4'],
  ...['-hls_fmp4_init_filename', 'init.mp4', '-hls_segment_filename', join(directory, '%05d.m4s')],
  join(directory, 'playlist.m3u8'),
];

const encodeRung = async ({ width, height }: ClipSize, seconds: number, directory: string): Promise<void> => {
  const picture = `testsrc2=size=${width}x${height}:rate=${frameRate}`;
  const inputs = ['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', 'sine=frequency=330:sample_rate=48000'];
  const shared = ['-hide_banner', '-loglevel', 'error', ...inputs, '-t', String(seconds), '-pix_fmt', 'yuv420p'];
  await promisify(execFile)('ffmpeg', [...shared, ...encoder, ...sound, ...segmenter(directory)]);
};

const readRung = async (directory: string): Promise<ClipRung> => {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.m4s')).toSorted();
  const init = await readFile(join(directory, 'init.mp4'));
  const segments = await Promise.all(names.map((name) => readFile(join(directory, name))));
  return { codecs: readInitSection(init).codecs, init, segments };
};

const makeRung = async (size: ClipSize, seconds: number): Promise<ClipRung> => {
  const directory = await mkdtemp(join(tmpdir(), 'kubecast-clip-'));
  try {
    await encodeRung(size, seconds, directory);
    return await readRung(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

/** Encodes a clip of so many seconds, a rung at a time. Throws what ffmpeg says. */
export const makeClip = async (sizes: Readonly<Record<string, ClipSize>>, seconds: number): Promise<Clip> => {
  const clip: Record<string, ClipRung> = {};
  for (const [name, size] of Object.entries(sizes)) clip[name] = await makeRung(size, seconds);
  return clip;
};
