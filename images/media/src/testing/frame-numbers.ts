/**
 * Frame numbers that survive a video encoder: white and black blocks in a row along the picture's top, most significant bit
 * first, 24 bits of the number and 8 of its checksum; white is 1. The row is 1/12 of the picture's height.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const frameNumberCells = 32;
const checksumBits = 8;

const checksumOf = (frame: number): number => (0x5a ^ (frame >> 16) ^ ((frame >> 8) * 31) ^ (frame * 17)) & 0xff;

/** The cells of a frame's number (less than 2^24), one byte of luma each: a picture of 32 × 1 pixels. */
export const drawFrameNumber = (frame: number): Buffer => {
  const word = frame * 2 ** checksumBits + checksumOf(frame);
  return Buffer.from(
    Array.from({ length: frameNumberCells }, (_, cell) =>
      Math.floor(word / 2 ** (frameNumberCells - 1 - cell)) % 2 === 1 ? 235 : 16,
    ),
  );
};

/** The number in the cells' mean luma; undefined where the checksum says that this is none. */
export const frameNumberOf = (cells: Buffer): number | undefined => {
  const word = cells.reduce((bits, luma) => bits * 2 + (luma > 127 ? 1 : 0), 0);
  const frame = Math.floor(word / 2 ** checksumBits);
  return checksumOf(frame) === word % 2 ** checksumBits ? frame : undefined;
};

/**
 * Decodes a video file and reads the number of every frame, in the order in which they are shown. `inputOptions` are ffmpeg's, of
 * where to begin or how to read.
 */
export const readFrameNumbers = async (
  path: string,
  inputOptions: readonly string[] = [],
): Promise<readonly (number | undefined)[]> => {
  // The middle of the row: its lower edge is blurred.
  const filters = `crop=iw:trunc(ih/48)*2:0:trunc(ih/96)*2,scale=${frameNumberCells}:1:flags=area,format=gray`;
  const output = ['-fps_mode', 'passthrough', '-f', 'rawvideo', 'pipe:1'];
  const input = ['-v', 'error', ...inputOptions, '-i', path, '-map', '0:v:0'];
  const { stdout } = await run('ffmpeg', [...input, '-vf', filters, ...output], {
    encoding: 'buffer',
    maxBuffer: 256 * 1024 * 1024,
  });
  return Array.from({ length: stdout.length / frameNumberCells }, (_, index) =>
    frameNumberOf(stdout.subarray(index * frameNumberCells, (index + 1) * frameNumberCells)),
  );
};
