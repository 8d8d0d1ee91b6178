/** Films a painted scene: a slow sweep from side to side that ends where it began, so that it can be sent over and over. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { paintLandscape } from './paint-landscape.ts';
import { type SceneName, scenes } from './scenes.ts';

const run = promisify(execFile);

export interface Film {
  readonly scene: SceneName;
  readonly seconds: number;
  /** Pixels, both even. */
  readonly width: number;
  readonly height: number;
  /** Pictures a second: 30 unless told. */
  readonly frameRate?: number;
}

/** How much wider the painting is than what is seen of it. */
const sweep = 1.15;

const even = (value: number): number => 2 * Math.round(value / 2);

/** ffmpeg's arguments: the painting as raw pixels on stdin, an MP4 with a keyframe every two seconds and wind as its sound. */
const filmArguments = ({ seconds, width, height, frameRate = 30 }: Film, path: string): readonly string[] => {
  const painted = `${even(width * sweep)}x${height}`;
  const swing = `crop=${width}:${height}:x='(iw-ow)*(1-cos(2*PI*t/${seconds}))/2':y=0`;
  const interval = String(2 * frameRate);
  return [
    ...['-y', '-hide_banner', '-loglevel', 'error'],
    ...['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-video_size', painted, '-framerate', '1', '-i', 'pipe:0'],
    ...['-f', 'lavfi', '-i', 'anoisesrc=color=brown:amplitude=0.08:sample_rate=48000'],
    '-filter_complex',
    `[0:v]loop=loop=-1:size=1,fps=${frameRate},${swing},format=yuv420p[v]`,
    ...['-map', '[v]', '-map', '1:a', '-t', String(seconds)],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '24', '-bf', '0'],
    ...['-g', interval, '-keyint_min', interval, '-sc_threshold', '0'],
    ...['-c:a', 'aac', '-b:a', '96k', '-ac', '2', '-movflags', '+faststart', path],
  ];
};

/** Writes the film to `path`. Throws with ffmpeg's own words. */
export const filmLandscape = async (film: Film, path: string): Promise<void> => {
  const size = { width: even(film.width * sweep), height: film.height };
  const filming = run('ffmpeg', filmArguments(film, path));
  // An ffmpeg that ends early says why by its own failure.
  filming.child.stdin?.on('error', () => undefined).end(paintLandscape(scenes[film.scene], size));
  await filming;
};
