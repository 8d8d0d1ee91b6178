/** One epoch of one rendition as the transcoder's encoder writes it: numbered frames, noise that never repeats, in fragments. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { drawFrameNumber, frameNumberCells } from './frame-numbers.ts';

/** One rung. Sizes in pixels, both even. */
export interface MadeRendition {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Kept exactly, with filler where the picture does not need it. */
  readonly videoBitrateKbps: number;
}

export interface EpochEncoding {
  readonly rendition: MadeRendition;
  readonly firstFrame: number;
  readonly frames: number;
  readonly frameRate: number;
  readonly segmentSeconds: number;
  readonly partMs: number;
  /** More options for libx264, such as `['-profile:v', 'main']`: other parameter sets. */
  readonly encoderOptions: readonly string[];
}

const inputs = ({ rendition, frames, frameRate, firstFrame }: EpochEncoding): readonly string[] => [
  ...['-f', 'lavfi', '-i', `testsrc2=size=${rendition.width}x${rendition.height}:rate=${frameRate}`],
  ...['-f', 'rawvideo', '-pixel_format', 'gray', '-video_size', `${frameNumberCells}x1`],
  ...['-framerate', String(frameRate), '-i', 'pipe:0'],
  ...['-f', 'lavfi', '-t', String(frames / frameRate)],
  ...['-i', `anoisesrc=r=48000:seed=${firstFrame + 1}:amplitude=0.1`],
];

const graph = ({ width, height }: MadeRendition): string =>
  [
    `[1:v]scale=${width}:${Math.ceil(height / 24) * 2}:flags=neighbor,format=yuv420p[code]`,
    '[0:v]format=yuv420p[scene]',
    '[scene][code]overlay=0:0:shortest=1,format=yuv420p[out]',
    // Room for what the AAC encoder puts first: no time is negative.
    '[2:a]aformat=channel_layouts=stereo,asetpts=PTS+1024[sound]',
  ].join(';');

/** As the transcoder's `build-arguments.ts`: keyframes at 0, 1 s and each segment's length from there, a fragment a part. */
const outputs = ({
  rendition,
  frameRate,
  segmentSeconds,
  partMs,
  encoderOptions,
}: EpochEncoding): readonly string[] => [
  ...['-map', '[out]', '-map', '[sound]', '-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency'],
  ...['-b:v', `${rendition.videoBitrateKbps}k`, '-maxrate', `${rendition.videoBitrateKbps}k`],
  ...['-minrate', `${rendition.videoBitrateKbps}k`, '-bufsize', `${rendition.videoBitrateKbps}k`],
  ...['-x264-params', 'nal-hrd=cbr', '-g', String(frameRate * 60), '-sc_threshold', '0', '-forced-idr', '1'],
  ...['-force_key_frames', `expr:gte(t+0.001,max(0,1+(n_forced-1)*${segmentSeconds}))`],
  ...encoderOptions,
  ...['-c:a', 'aac', '-b:a', '128k', '-ac', '2', '-flags', '+global_header', '-fflags', '+bitexact'],
  ...['-f', 'mp4', '-movflags', 'empty_moov+default_base_moof+frag_keyframe'],
  ...['-frag_duration', String((partMs || 500) * 1000), 'pipe:1'],
];

function* frameCodes({ firstFrame, frames }: EpochEncoding): Generator<Buffer> {
  for (let frame = firstFrame; frame < firstFrame + frames; frame += 1) yield drawFrameNumber(frame);
}

/** The initialisation section and all fragments, as one file. */
export const encodeEpoch = async (encoding: EpochEncoding): Promise<Buffer> => {
  const filters = ['-filter_complex', graph(encoding.rendition)];
  const child = spawn('ffmpeg', ['-v', 'error', ...inputs(encoding), ...filters, ...outputs(encoding)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const [chunks] = await Promise.all([
    child.stdout.toArray(),
    pipeline(Readable.from(frameCodes(encoding)), child.stdin),
  ]);
  const [code] = await closed;
  if (code !== 0) throw new Error(`Could not make an epoch: ffmpeg exited with ${code}`);
  return Buffer.concat(chunks);
};
