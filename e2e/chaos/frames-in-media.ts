/** Which pictures of the source the stream's own media holds, read off their bar codes: what is lost there is lost for good. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { barCodeCells, decodeBarCode } from '../src/bar-code.ts';
import type { LiveEdgeClient } from '../src/live-edge-client.ts';
import type { ListedMedia } from './observation.ts';

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

const momentsOf = (cells: Buffer, nowMs: number): readonly number[] => {
  const frames = Math.floor(cells.length / barCodeCells);
  return Array.from({ length: frames }, (_, frame) =>
    decodeBarCode([...cells.subarray(frame * barCodeCells, (frame + 1) * barCodeCells)], nowMs),
  ).flatMap((moment) => moment ?? []);
};

/** Segments with the same initialisation section, in order. */
const byInit = (segments: readonly ListedMedia[]): ReadonlyMap<string, readonly ListedMedia[]> =>
  Map.groupBy(segments, ({ mapUri }) => mapUri);

/** The moments that the pictures of these segments say, in the order of the media. Throws when one cannot be fetched. */
export const readMoments = async (
  edge: LiveEdgeClient,
  rendition: string,
  segments: readonly ListedMedia[],
): Promise<readonly number[]> => {
  const moments: number[] = [];
  for (const [mapUri, group] of byInit(segments)) {
    const uris = [mapUri, ...group.map(({ uri }) => uri)];
    const bodies = await Promise.all(uris.map((uri) => edge.bytes(edge.segmentUrl(rendition, uri))));
    moments.push(...momentsOf(await decodeCells(Buffer.concat(bodies)), Date.now()));
  }
  return moments;
};
