/** Thumbnail, storyboard and its WebVTT of a finished video, from its keyframes alone: an hour takes seconds. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recordingFiles } from '@kubecast/media/recording-keys';
import { runTool, ToolError } from '../run-tool.ts';
import type { VideoFile } from '../video-file/open-video.ts';
import { annexBPicture } from '../video-file/parameter-sets.ts';
import type { Keyframe } from '../video-file/sample-table.ts';
import { chooseThumbnail } from './choose-thumbnail.ts';
import { buildStoryboardArguments, buildThumbnailArguments } from './picture-arguments.ts';
import { measurePicture } from './picture-measure.ts';
import { keyframesForTiles, layoutStoryboard, type PictureSize, type StoryboardLayout } from './storyboard-layout.ts';
import { buildStoryboardVtt } from './storyboard-vtt.ts';

export interface PictureJob {
  readonly video: VideoFile;
  readonly durationSeconds: number;
  /** Where the files go, by the names of `recordingFiles`. */
  readonly directory: string;
  /** Keyframes that were read, of all that will be. */
  readonly onProgress: (done: number, total: number) => void;
  /** Told of each keyframe that gives no picture: its neighbour stands in for it. */
  readonly onDamage: (keyframe: Keyframe) => void;
  readonly signal: AbortSignal;
}

const widestThumbnail = 1280;
const longestGreySide = 320;

/** Keeps the shape; both sides even. */
const scaled = ({ width, height }: PictureSize, factor: number): PictureSize => {
  const even = (side: number): number => Math.max(2, 2 * Math.round((side * factor) / 2));
  return { width: even(width), height: even(height) };
};

async function* keyframePictures(job: PictureJob, keyframes: readonly Keyframe[]): AsyncGenerator<Buffer> {
  for (const [index, { offset, size }] of keyframes.entries()) {
    yield annexBPicture(job.video.index.parameterSets, await job.video.read(offset, size));
    job.onProgress(index + 1, keyframes.length);
  }
}

async function* blackPictures({ width, height }: PictureSize, count: number): AsyncGenerator<Buffer> {
  for (let index = 0; index < count; index += 1) yield Buffer.alloc(width * height);
}

interface Canvas {
  readonly layout: StoryboardLayout;
  /** Of the small grey pictures. */
  readonly grey: PictureSize;
  readonly storyboardPath: string;
  readonly thumbnailPath: string;
  readonly thumbnail: PictureSize;
}

const canvasFor = ({ video, durationSeconds, directory }: PictureJob): Canvas => {
  const { index } = video;
  return {
    layout: layoutStoryboard(durationSeconds, index),
    grey: scaled(index, longestGreySide / Math.max(index.width, index.height)),
    storyboardPath: join(directory, recordingFiles.storyboardImage),
    thumbnailPath: join(directory, recordingFiles.thumbnail),
    thumbnail: scaled(index, Math.min(1, widestThumbnail / index.width)),
  };
};

/** Draws the storyboard; gives each picture that it was made of in grey, none where the decoder gives up. */
const drawTiles = async (
  job: PictureJob,
  { layout, grey, storyboardPath }: Canvas,
  keyframes: readonly Keyframe[],
): Promise<readonly Buffer[]> => {
  const args = buildStoryboardArguments(layout, grey, storyboardPath);
  const output = await runTool('ffmpeg', args, { signal: job.signal, input: keyframePictures(job, keyframes) }).catch(
    (error: unknown) => {
      if (error instanceof ToolError && error.exitCode !== undefined) return Buffer.alloc(0);
      throw error;
    },
  );
  const bytes = grey.width * grey.height;
  return Array.from({ length: output.length / bytes }, (_, at) => output.subarray(at * bytes, (at + 1) * bytes));
};

/** Those of the keyframes that give one picture each: halves are tried until what gives none is alone. */
const findDrawable = async (
  job: PictureJob,
  canvas: Canvas,
  keyframes: readonly Keyframe[],
): Promise<readonly Keyframe[]> => {
  if ((await drawTiles(job, canvas, keyframes)).length === keyframes.length) return keyframes;
  if (keyframes.length === 1) {
    keyframes.forEach(job.onDamage);
    return [];
  }
  const half = Math.ceil(keyframes.length / 2);
  const first = await findDrawable(job, canvas, keyframes.slice(0, half));
  return [...first, ...(await findDrawable(job, canvas, keyframes.slice(half)))];
};

interface DrawnTiles {
  /** One a tile. */
  readonly keyframes: readonly Keyframe[];
  readonly greyPictures: readonly Buffer[];
}

/** Tiles of these keyframes, or of their neighbours where they give no picture; undefined when none does. */
const drawStoryboard = async (
  job: PictureJob,
  canvas: Canvas,
  keyframes: readonly Keyframe[],
): Promise<DrawnTiles | undefined> => {
  const greyPictures = await drawTiles(job, canvas, keyframes);
  if (greyPictures.length === keyframes.length) return { keyframes, greyPictures };
  const quiet = { ...job, onProgress: () => undefined };
  const drawable = await findDrawable(quiet, canvas, [...new Set(keyframes)]);
  const neighbours = keyframesForTiles(canvas.layout, drawable);
  const drawn = await drawTiles(quiet, canvas, neighbours);
  return drawn.length === keyframes.length ? { keyframes: neighbours, greyPictures: drawn } : undefined;
};

const drawThumbnail = async (job: PictureJob, canvas: Canvas, keyframe: Keyframe): Promise<void> => {
  const input = keyframePictures({ ...job, onProgress: () => undefined }, [keyframe]);
  const args = buildThumbnailArguments(canvas.thumbnail, canvas.thumbnailPath);
  await runTool('ffmpeg', args, { signal: job.signal, input });
};

/** A video without a keyframe that can be decoded has pictures all the same. */
const drawBlack = async ({ signal }: PictureJob, canvas: Canvas): Promise<void> => {
  const { layout, grey, storyboardPath, thumbnail, thumbnailPath } = canvas;
  const tiles = buildStoryboardArguments(layout, grey, storyboardPath, grey);
  await runTool('ffmpeg', tiles, { signal, input: blackPictures(grey, layout.tiles) });
  const single = buildThumbnailArguments(thumbnail, thumbnailPath, grey);
  await runTool('ffmpeg', single, { signal, input: blackPictures(grey, 1) });
};

/**
 * Writes `thumbnail.jpg`, `storyboard.jpg` and `storyboard.vtt`. The same video gives the same bytes.
 *
 * @throws `ToolError`, `DiskFullError`, or the signal's reason
 */
export const makePictures = async (job: PictureJob): Promise<void> => {
  const canvas = canvasFor(job);
  const { layout, grey } = canvas;
  const drawn = await drawStoryboard(job, canvas, keyframesForTiles(layout, job.video.index.keyframes));
  if (drawn) {
    const chosen = chooseThumbnail(drawn.greyPictures.map((picture) => measurePicture(picture, grey.width)));
    for (const keyframe of drawn.keyframes.slice(chosen, chosen + 1)) await drawThumbnail(job, canvas, keyframe);
  } else await drawBlack(job, canvas);
  const vtt = buildStoryboardVtt(layout, job.durationSeconds, recordingFiles.storyboardImage);
  await writeFile(join(job.directory, recordingFiles.storyboard), vtt);
};
