/** Small real MP4 files for tests: drawn by ffmpeg's own sources, with sound, keyframes at even distances, fast start. */
import { runTool } from '../run-tool.ts';

export interface DrawnVideo {
  /** A lavfi graph without its sound, such as `testsrc2=size=320x180:rate=10:duration=4`. */
  readonly picture: string;
  /** Frames between keyframes. */
  readonly keyframeFrames: number;
  /** Output options besides, such as another `-movflags`. */
  readonly options?: readonly string[];
}

/** Writes it to `path`. */
export const drawVideo = async (path: string, { picture, keyframeFrames, options = [] }: DrawnVideo): Promise<void> => {
  const args = [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', 'sine=sample_rate=48000'],
    ...['-shortest', '-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-pix_fmt', 'yuv420p'],
    ...['-g', String(keyframeFrames), '-sc_threshold', '0', '-c:a', 'aac', '-movflags', '+faststart', ...options],
    path,
  ];
  await runTool('ffmpeg', args, { signal: new AbortController().signal });
};
