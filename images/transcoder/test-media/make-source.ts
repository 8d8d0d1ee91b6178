/** Test sources: MPEG transport streams that ffmpeg makes on the spot, as encoders in the field send them. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface SourceRecipe {
  readonly seconds: number;
  /** As ffmpeg takes it: `25`, `30000/1001`. */
  readonly rate: string;
  readonly size: string;
  /** Frames between keyframes. */
  readonly keyframeInterval: number;
  readonly videoCodec: 'libx264' | 'libx265';
  /** Extra options of the video encoder or filters, after the others. */
  readonly video: readonly string[];
  /** Undefined: no audio. The codec is AAC unless it is said. */
  readonly audio: { readonly sampleRate: number; readonly channels: number; readonly codec?: string } | undefined;
}

const standard: SourceRecipe = {
  seconds: 6,
  rate: '30',
  size: '320x180',
  keyframeInterval: 60,
  videoCodec: 'libx264',
  video: ['-tune', 'zerolatency'],
  audio: { sampleRate: 48_000, channels: 2 },
};

const audioInput = ({ audio }: SourceRecipe): readonly string[] =>
  audio ? ['-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=${audio.sampleRate}`] : [];

const audioOutput = ({ audio }: SourceRecipe): readonly string[] =>
  audio ? ['-c:a', audio.codec ?? 'aac', '-ac', String(audio.channels)] : ['-an'];

/** The arguments that make a source; what is not said is 6 s of 320x180 at 30 frames a second with stereo audio. */
export const sourceArguments = (recipe: Partial<SourceRecipe> = {}): readonly string[] => {
  const whole = { ...standard, ...recipe };
  return [
    ...['-v', 'error', '-f', 'lavfi', '-i', `testsrc2=size=${whole.size}:rate=${whole.rate}`],
    ...audioInput(whole),
    ...['-t', String(whole.seconds), '-c:v', whole.videoCodec, '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
    ...['-g', String(whole.keyframeInterval), ...whole.video],
    ...audioOutput(whole),
    ...['-f', 'mpegts', 'pipe:1'],
  ];
};

const run = promisify(execFile);

/** The transport stream, whole. */
export const makeSource = async (recipe: Partial<SourceRecipe> = {}): Promise<Buffer> => {
  const options = { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 } as const;
  const { stdout } = await run('ffmpeg', sourceArguments(recipe), options);
  return stdout;
};
