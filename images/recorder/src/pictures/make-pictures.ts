/** Thumbnail, storyboard and its WebVTT of a finished video, from its keyframes alone: an hour takes seconds. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recordingFiles } from '@kubecast/media/recording-keys';
import { RecorderError } from '../recorder-error.ts';
import { runTool } from '../run-tool.ts';
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
  readonly signal: AbortSignal;
}

const widestThumbnail = 1280;
const longestGreySide = 320;

/** Keeps the shape; both sides even. */
const scaled = ({ width, height }: PictureSize, factor: number): PictureSize => {
  const even = (side: number): number => Math.max(2, 2 * Math.round((side * factor) / 2));
  return { width: even(width), height: even(height) };
};

async function* pictures(job: PictureJob, keyframes: readonly Keyframe[]): AsyncGenerator<Buffer> {
  for (const [index, { offset, size }] of keyframes.entries()) {
    yield annexBPicture(job.video.index.parameterSets, await job.video.read(offset, size));
    job.onProgress(index + 1, keyframes.length);
  }
}

/** Draws the storyboard; gives each of its pictures in grey. */
const drawStoryboard = async (
  job: PictureJob,
  layout: StoryboardLayout,
  keyframes: readonly Keyframe[],
  grey: PictureSize,
): Promise<readonly Buffer[]> => {
  const path = join(job.directory, recordingFiles.storyboardImage);
  const output = await runTool('ffmpeg', buildStoryboardArguments(layout, grey, path), {
    signal: job.signal,
    input: pictures(job, keyframes),
  });
  const bytes = grey.width * grey.height;
  if (output.length === bytes * keyframes.length)
    return keyframes.map((_, index) => output.subarray(index * bytes, (index + 1) * bytes));
  const message = `Could not decode all keyframes of the video: ${output.length / bytes} of ${keyframes.length} give a picture`;
  throw new RecorderError('VerificationFailed', `${message}; the segments that they come from are damaged`);
};

const drawThumbnail = async (job: PictureJob, keyframe: Keyframe): Promise<void> => {
  const { width } = job.video.index;
  const size = scaled(job.video.index, Math.min(1, widestThumbnail / width));
  const path = join(job.directory, recordingFiles.thumbnail);
  const input = pictures({ ...job, onProgress: () => undefined }, [keyframe]);
  await runTool('ffmpeg', buildThumbnailArguments(size, path), { signal: job.signal, input });
};

/**
 * Writes `thumbnail.jpg`, `storyboard.jpg` and `storyboard.vtt`. The same video gives the same bytes.
 *
 * @throws RecorderError (VerificationFailed) when keyframes cannot be decoded; `ToolError`, `DiskFullError`, or the signal's reason
 */
export const makePictures = async (job: PictureJob): Promise<void> => {
  const { index } = job.video;
  const layout = layoutStoryboard(job.durationSeconds, index);
  const keyframes = keyframesForTiles(layout, index.keyframes);
  const grey = scaled(index, longestGreySide / Math.max(index.width, index.height));
  const greyPictures = await drawStoryboard(job, layout, keyframes, grey);
  const chosen = chooseThumbnail(greyPictures.map((picture) => measurePicture(picture, grey.width)));
  for (const keyframe of keyframes.slice(chosen, chosen + 1)) await drawThumbnail(job, keyframe);
  const vtt = buildStoryboardVtt(layout, job.durationSeconds, recordingFiles.storyboardImage);
  await writeFile(join(job.directory, recordingFiles.storyboard), vtt);
};
