/// <reference lib="dom" />
/** What the video of a page shows: the moment that a frame's bar code says, and where in the video it is. */
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { barCodeCells, barCodeHeightShare, decodeBarCode } from './bar-code.ts';

/** A picture on the screen. */
export interface SeenFrame {
  /** The moment that its bar code says, Unix milliseconds. */
  readonly codedMs: number;
  /** When it was shown, by the same clock. */
  readonly shownMs: number;
  /** The video's own position, seconds. */
  readonly mediaTime: number;
  /** Pixels, of the rung on the screen. */
  readonly height: number;
}

/** A page without a moving picture must not hold a test up. */
const frameTimeoutMs = 2_000;

type RawFrame = Omit<SeenFrame, 'codedMs'> & { readonly luma: readonly number[] };

interface Reading {
  readonly cells: number;
  readonly heightShare: number;
  readonly seekSeconds: number | undefined;
}

/** Waits for the next frame inside the page and reads the brightness in the middle of each cell of its top row. */
const readNextFrame = ({ cells, heightShare, seekSeconds }: Reading): Promise<RawFrame> => {
  const video = document.querySelector('video');
  if (!video) throw new Error('The page has no video');
  const canvas = document.createElement('canvas');
  const read = (mediaTime: number): RawFrame => {
    const [width, height] = [video.videoWidth, video.videoHeight];
    canvas.width = width;
    canvas.height = 1;
    const row = Math.floor((height * heightShare) / 2);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context?.drawImage(video, 0, row, width, 1, 0, 0, width, 1);
    const pixels = context?.getImageData(0, 0, width, 1).data ?? [];
    const luma = Array.from(
      { length: cells },
      (_, cell) => pixels[Math.floor(((cell + 0.5) * width) / cells) * 4] ?? 0,
    );
    return { luma, mediaTime, height, shownMs: performance.timeOrigin + performance.now() };
  };
  return new Promise((resolve) => {
    video.requestVideoFrameCallback((_, { mediaTime }) => resolve(read(mediaTime)));
    if (seekSeconds !== undefined) video.currentTime = seekSeconds;
  });
};

/** The next frame, after a seek when one is asked for; undefined when none comes or its bar code cannot be read. */
export const readShownFrame = async (page: Page, seekSeconds?: number): Promise<SeenFrame | undefined> => {
  const reading: Reading = { cells: barCodeCells, heightShare: barCodeHeightShare, seekSeconds };
  const frame = await Promise.race([page.evaluate(readNextFrame, reading), setTimeout(frameTimeoutMs, undefined)]);
  if (!frame) return undefined;
  const { luma, ...shown } = frame;
  const codedMs = decodeBarCode(luma, Date.now());
  return codedMs === undefined ? undefined : { ...shown, codedMs };
};
