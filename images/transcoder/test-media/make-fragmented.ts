/** A fragmented MP4 of H.264 and AAC as the encoder writes it, made by ffmpeg. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Two seconds from 0 at 25 frames a second, keyframes at 0 and 1 s, fragments of 200 ms. */
export const makeFragmented = async (...more: readonly string[]): Promise<Buffer> => {
  const { stdout } = await run(
    'ffmpeg',
    [
      ...[
        '-v',
        'error',
        '-f',
        'lavfi',
        '-i',
        'testsrc2=size=192x144:rate=25',
        '-f',
        'lavfi',
        '-i',
        'sine=sample_rate=48000',
      ],
      ...[
        '-t',
        '2',
        '-c:v',
        'libx264',
        '-preset',
        'ultrafast',
        '-tune',
        'zerolatency',
        '-g',
        '25',
        '-pix_fmt',
        'yuv420p',
      ],
      ...[
        '-af',
        'asetpts=PTS+1024',
        '-c:a',
        'aac',
        '-ac',
        '2',
        '-f',
        'mp4',
        '-movflags',
        'empty_moov+default_base_moof+frag_keyframe',
      ],
      ...['-frag_duration', '200000', ...more, 'pipe:1'],
    ],
    { encoding: 'buffer', maxBuffer: 16 * 1024 * 1024 },
  );
  return stdout;
};
