/**
 * The test picture: moving bars, the wall clock as text, the same clock as a bar code along the top, and a tone. One
 * ffmpeg draws and encodes; the bar code's row comes from this process, frame by frame, because only a frame's own moment
 * makes latency measurable.
 */
import type { Writable } from 'node:stream';
import { barCodeHeightShare, drawBarCode } from './bar-code.ts';

export interface PictureOptions {
  /** Pixels, both even. */
  readonly width: number;
  readonly height: number;
  /** A rate that ffmpeg reads: `30`, `30000/1001`. */
  readonly frameRate: string;
  /** Seconds between keyframes. */
  readonly keyframeSeconds: number;
  readonly bFrames: number;
  readonly codec: 'h264' | 'hevc';
  readonly audio: 'none' | 'mono' | 'stereo' | '5.1';
  readonly videoBitrateKbps: number;
}

export const defaultPicture: PictureOptions = {
  width: 640,
  height: 360,
  frameRate: '30',
  keyframeSeconds: 2,
  bFrames: 0,
  codec: 'h264',
  audio: 'stereo',
  videoBitrateKbps: 1000,
};

/** Frames a second of a rate such as `30000/1001`. Throws a RangeError for anything else. */
export const framesPerSecond = (rate: string): number => {
  const [numerator = Number.NaN, denominator = 1] = rate.split('/').map(Number);
  const value = numerator / denominator;
  if (!(value >= 1 && value <= 120)) throw new RangeError(`"${rate}" is no frame rate: write 30, 25 or 30000/1001`);
  return value;
};

const even = (value: number): number => Math.max(2, Math.round(value / 2) * 2);

const fontFile = '/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf';

const audioLayouts = { none: undefined, mono: 'mono', stereo: 'stereo', '5.1': '5.1' } as const;

const videoEncoder = ({ codec, bFrames, keyframeSeconds, frameRate }: PictureOptions): readonly string[] => {
  const interval = String(Math.round(keyframeSeconds * framesPerSecond(frameRate)));
  const shared = ['-preset', 'ultrafast', '-g', interval, '-keyint_min', interval, '-sc_threshold', '0'];
  if (codec === 'hevc') return ['-c:v', 'libx265', ...shared, '-x265-params', 'log-level=error'];
  const order = bFrames > 0 ? ['-bf', String(bFrames)] : ['-tune', 'zerolatency', '-bf', '0'];
  return ['-c:v', 'libx264', ...shared, ...order];
};

const audioFlags = ({ audio }: PictureOptions): { input: readonly string[]; output: readonly string[] } => {
  const layout = audioLayouts[audio];
  if (layout === undefined) return { input: [], output: [] };
  const tone = `sine=frequency=440:sample_rate=48000,aformat=channel_layouts=${layout}`;
  return { input: ['-f', 'lavfi', '-i', tone], output: ['-map', '2:a', '-c:a', 'aac', '-b:a', '128k'] };
};

/** ffmpeg's arguments: raw grey rows of the bar code on stdin, an MPEG-TS on stdout. */
export const pictureArguments = (options: PictureOptions): readonly string[] => {
  const { width, height, frameRate, videoBitrateKbps } = options;
  const row = even(height * barCodeHeightShare);
  const audio = audioFlags(options);
  const clock = `drawtext=fontfile=${fontFile}:text='%{localtime\\:%T}':fontsize=${even(height / 9)}:fontcolor=white:box=1:boxcolor=black:x=(w-tw)/2:y=h*0.7`;
  return [
    ...['-hide_banner', '-loglevel', 'error'],
    ...[
      '-f',
      'rawvideo',
      '-pix_fmt',
      'gray',
      '-video_size',
      `${width}x${row}`,
      '-framerate',
      frameRate,
      '-i',
      'pipe:0',
    ],
    ...['-f', 'lavfi', '-i', `testsrc2=size=${width}x${height}:rate=${frameRate}`],
    ...audio.input,
    ...[
      '-filter_complex',
      `[1:v]${clock}[picture];[picture][0:v]overlay=0:0:shortest=1,format=yuv420p[v]`,
      '-map',
      '[v]',
    ],
    ...videoEncoder(options),
    ...['-b:v', `${videoBitrateKbps}k`, '-maxrate', `${videoBitrateKbps}k`, '-bufsize', `${videoBitrateKbps}k`],
    ...audio.output,
    ...['-shortest', '-flush_packets', '1', '-muxdelay', '0', '-f', 'mpegts', 'pipe:1'],
  ];
};

/**
 * Writes one bar-code row a frame into `sink`, paced by the wall clock, until the signal aborts; then ends the sink. A
 * frame is late, never dropped, so the frame rate is constant; no two say the same moment, so that a repeat can be told.
 */
export const paceBarCode = async (options: PictureOptions, sink: Writable, signal: AbortSignal): Promise<void> => {
  const { width, height, frameRate } = options;
  const row = even(height * barCodeHeightShare);
  const frameMs = 1000 / framesPerSecond(frameRate);
  const startedAt = performance.now();
  let momentMs = 0;
  for (let frame = 0; !signal.aborted && sink.writable; frame += 1) {
    await waitUntil(startedAt + frame * frameMs, signal);
    momentMs = Math.max(momentMs + 1, Date.now());
    if (!sink.write(drawBarCode(momentMs, width, row))) await drained(sink, signal);
  }
  sink.end();
};

const waitUntil = (moment: number, signal: AbortSignal): Promise<void> =>
  settled(signal, (done) => {
    const timer = setTimeout(done, Math.max(0, moment - performance.now()));
    return () => clearTimeout(timer);
  });

const drained = (sink: Writable, signal: AbortSignal): Promise<void> =>
  settled(signal, (done) => {
    sink.once('drain', done).once('close', done);
    return () => sink.off('drain', done).off('close', done);
  });

/** Resolves when `start` calls its callback or the signal aborts, whichever is first; then undoes `start`. */
const settled = (signal: AbortSignal, start: (done: () => void) => () => void): Promise<void> =>
  new Promise((resolve) => {
    const finish = (): void => {
      undo();
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const undo = start(finish);
    signal.addEventListener('abort', finish, { once: true });
    if (signal.aborted) finish();
  });
