/** The moments that the pictures of a piece of media say by their bar codes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { barCodeCells, decodeBarCode } from './bar-code.ts';

/** One line of the bar code, one pixel a cell: its brightness is the mean of the cell. */
const cellsFilter = `crop=iw:ih/36:0:ih/36,scale=${barCodeCells}:1:flags=area,format=gray`;

const decoderArguments = [
  ...['-hide_banner', '-loglevel', 'fatal', '-i', 'pipe:0', '-map', '0:v', '-vf', cellsFilter],
  ...['-fps_mode', 'passthrough', '-f', 'rawvideo', 'pipe:1'],
];

const decodeCells = async (media: Buffer): Promise<Buffer> => {
  const child = spawn('ffmpeg', decoderArguments, { stdio: ['pipe', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stdin.on('error', () => undefined).end(media);
  await once(child, 'close');
  return Buffer.concat(chunks);
};

/**
 * One entry a picture, in order: Unix milliseconds, undefined where its bar code cannot be read. `media` is an initialisation
 * section with its segments, or a file that starts with its `moov`; `nowMs` is any moment within 17 years of the coded ones.
 */
export const readMomentsIn = async (media: Buffer, nowMs: number): Promise<readonly (number | undefined)[]> => {
  const cells = await decodeCells(media);
  const pictures = Math.floor(cells.length / barCodeCells);
  return Array.from({ length: pictures }, (_, picture) =>
    decodeBarCode([...cells.subarray(picture * barCodeCells, (picture + 1) * barCodeCells)], nowMs),
  );
};
