/** The moments that the pictures of a piece of media say by their bar codes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { barCodeCells, decodeBarCode } from './bar-code.ts';

/** One line of the bar code, one pixel a cell: its brightness is the mean of the cell. */
const cellsFilter = `crop=iw:ih/36:0:ih/36,scale=${barCodeCells}:1:flags=area,format=gray`;

/** A part of the picture that is a picture of its own, pixels. */
export interface PicturePart {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const filterFor = (part: PicturePart | undefined): string =>
  part ? `crop=${part.width}:${part.height}:${part.x}:${part.y},${cellsFilter}` : cellsFilter;

const decoderArguments = (part: PicturePart | undefined): readonly string[] => [
  ...['-hide_banner', '-loglevel', 'fatal', '-i', 'pipe:0', '-map', '0:v', '-vf', filterFor(part)],
  ...['-fps_mode', 'passthrough', '-f', 'rawvideo', 'pipe:1'],
];

const decodeCells = async (media: Buffer, part: PicturePart | undefined): Promise<Buffer> => {
  const child = spawn('ffmpeg', decoderArguments(part), { stdio: ['pipe', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stdin.on('error', () => undefined).end(media);
  await once(child, 'close');
  return Buffer.concat(chunks);
};

/**
 * One entry a picture, in order: Unix milliseconds, undefined where its bar code cannot be read. `media` is an initialisation
 * section with its segments, a file that starts with its `moov`, or a picture; `nowMs` is any moment within 17 years of the coded
 * ones. With `part`, the bar code of that part is read.
 */
export const readMomentsIn = async (
  media: Buffer,
  nowMs: number,
  part?: PicturePart,
): Promise<readonly (number | undefined)[]> => {
  const cells = await decodeCells(media, part);
  const pictures = Math.floor(cells.length / barCodeCells);
  return Array.from({ length: pictures }, (_, picture) =>
    decodeBarCode([...cells.subarray(picture * barCodeCells, (picture + 1) * barCodeCells)], nowMs),
  );
};
