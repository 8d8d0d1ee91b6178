/// <reference lib="dom" />
/** A video file in a browser's own player: what it says of the file, and which picture is where. */
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import type { Browser, Page } from 'playwright-core';
import { openEmptyPage } from './empty-page.ts';
import { readShownFrame, type SeenFrame } from './shown-frame.ts';

/** What the browser knows when it has read a file's head. */
export interface VideoFacts {
  readonly durationSeconds: number;
  readonly width: number;
  readonly height: number;
}

/** Frames are at most this long. */
const frameSeconds = 0.05;
const patience = { timeoutMs: 30_000, intervalMs: 50 };

/** Runs in the page. */
const loadVideo = (url: string): Promise<VideoFacts> => {
  const video = document.querySelector('video');
  if (!video) throw new Error('The page has no video');
  return new Promise((resolve, reject) => {
    video.addEventListener('error', () => reject(new Error(`The browser plays no ${url}: ${video.error?.message}`)));
    video.addEventListener('loadeddata', () =>
      resolve({ durationSeconds: video.duration, width: video.videoWidth, height: video.videoHeight }),
    );
    video.preload = 'auto';
    video.src = url;
  });
};

/** See the file header. */
export class VideoPage {
  readonly #page: Page;
  readonly facts: VideoFacts;

  private constructor(page: Page, facts: VideoFacts) {
    this.#page = page;
    this.facts = facts;
  }

  /** Loads the video; it does not play yet. Throws with the browser's words when it is none. */
  static async open(browser: Browser, url: string): Promise<VideoPage> {
    const page = await openEmptyPage(browser);
    try {
      return new VideoPage(page, await page.evaluate(loadVideo, url));
    } catch (error) {
      await page.close();
      throw error;
    }
  }

  /** Seeks; gives the picture that is shown there. */
  frameAt(seconds: number): Promise<SeenFrame> {
    const isThere = ({ mediaTime }: SeenFrame): boolean => Math.abs(mediaTime - seconds) < frameSeconds;
    return waitFor(
      `the picture at ${seconds} s is shown`,
      async () => {
        const frame = await readShownFrame(this.#page, seconds);
        return frame && isThere(frame) && frame;
      },
      patience,
    );
  }

  /** Plays from where it stands; gives the first picture that is later than `seconds`. */
  async playUntil(seconds: number): Promise<SeenFrame> {
    await this.#page.evaluate(() => document.querySelector('video')?.play());
    return waitFor(
      `the video plays beyond ${seconds} s`,
      async () => {
        const frame = await readShownFrame(this.#page);
        return frame && frame.mediaTime > seconds && frame;
      },
      patience,
    );
  }

  close(): Promise<void> {
    return this.#page.close();
  }
}
