/** The command lines that turn keyframes on standard input into pictures. Pure; golden files show them whole. */
import type { PictureSize, StoryboardLayout } from './storyboard-layout.ts';

/** Scaling that gives the same bytes on every machine, to the range and the colour matrix that JPEG has (JFIF 1.02). */
const scaleTo = ({ width, height }: PictureSize): string =>
  `scale=${width}:${height}:flags=bicubic+accurate_rnd+bitexact:out_range=full:out_color_matrix=bt601`;

/** What standard input has: H.264 as Annex B, or pictures of a size, one byte a pixel. */
export type PictureInput = 'h264' | PictureSize;

const formatArguments = (input: PictureInput): readonly string[] =>
  input === 'h264'
    ? ['-f', 'h264']
    : ['-f', 'rawvideo', '-pixel_format', 'gray', '-video_size', `${input.width}x${input.height}`];

const inputArguments = (input: PictureInput): readonly string[] => [
  '-nostdin',
  '-hide_banner',
  ...['-loglevel', 'error'],
  '-y',
  ...['-protocol_whitelist', 'pipe,file'],
  ...formatArguments(input),
  ...['-i', 'pipe:0'],
];

/** One JPEG without a word on who made it. */
const jpegArguments = (quality: number, path: string): readonly string[] => [
  ...['-frames:v', '1'],
  ...['-c:v', 'mjpeg'],
  ...['-threads', '1'],
  ...['-q:v', String(quality)],
  ...['-flags:v', '+bitexact'],
  ...['-fflags', '+bitexact'],
  ...['-f', 'image2'],
  ...['-update', '1'],
  path,
];

/** Every picture as one byte a pixel on standard output, and all of them as tiles of one JPEG. */
export const buildStoryboardArguments = (
  layout: StoryboardLayout,
  grey: PictureSize,
  path: string,
  input: PictureInput = 'h264',
): readonly string[] => {
  const tile = { width: layout.tileWidth, height: layout.tileHeight };
  const graph = [
    '[0:v]split[large][small]',
    `[large]${scaleTo(tile)},setsar=1,format=yuvj420p,tile=${layout.columns}x${layout.rows}[board]`,
    `[small]${scaleTo(grey)},format=gray[grey]`,
  ];
  return [
    ...inputArguments(input),
    ...['-filter_complex', graph.join(';')],
    ...['-map', '[board]'],
    ...jpegArguments(5, path),
    ...['-map', '[grey]'],
    // A picture in, a picture out: their times mean nothing here.
    ...['-vsync', 'passthrough'],
    ...['-f', 'rawvideo'],
    'pipe:1',
  ];
};

/** One picture as a JPEG of the given size. */
export const buildThumbnailArguments = (
  size: PictureSize,
  path: string,
  input: PictureInput = 'h264',
): readonly string[] => [
  ...inputArguments(input),
  ...['-vf', `${scaleTo(size)},setsar=1,format=yuvj420p`],
  ...jpegArguments(3, path),
];
