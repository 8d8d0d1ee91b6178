/// <reference lib="dom" />
/** The watch page as a viewer has it: what it shows, what the picture says, and the controls that a viewer moves. */
import { setTimeout } from 'node:timers/promises';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import type { Browser, Page } from 'playwright-core';
import { barCodeCells, barCodeHeightShare, decodeBarCode } from './bar-code.ts';
import { webUrl } from './browser.ts';

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

/** Waits for the next frame inside the page and reads the brightness in the middle of each cell of its top row. */
const readNextFrame = ({ cells, heightShare }: { cells: number; heightShare: number }): Promise<RawFrame> => {
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
  return new Promise((resolve) => video.requestVideoFrameCallback((_, { mediaTime }) => resolve(read(mediaTime))));
};

/** See the file header. */
export class WatchPage {
  readonly page: Page;
  /** What the browser complained about: errors of scripts and of the console. */
  readonly complaints: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(`${message.text()} ${message.location().url}`);
    });
  }

  /** Opens `/watch/<namespace>/<stream>`. */
  static async open(browser: Browser, namespace: string, stream: string): Promise<WatchPage> {
    const watching = new WatchPage(await browser.newPage({ viewport: { width: 1280, height: 900 } }));
    await watching.page.goto(`${webUrl}/watch/${namespace}/${stream}`);
    return watching;
  }

  close(): Promise<void> {
    return this.page.close();
  }

  /** `data-state` of the page: connecting, live, behind, reconnecting, disconnected, ended or offline. */
  state(): Promise<string> {
    return this.page.evaluate(() => document.body.dataset.state ?? '');
  }

  /** Waits for such a state. */
  async waitForState(...states: readonly string[]): Promise<void> {
    let last = '';
    const look = async (): Promise<boolean> => {
      last = await this.state();
      return states.includes(last);
    };
    await waitFor(`the page is ${states.join(' or ')}`, look, { timeoutMs: 30_000, intervalMs: 100 }).catch((error) => {
      throw new Error(`${error.message}; it is ${last}, and says: ${this.complaints.join('; ')}`);
    });
  }

  /** The next frame whose bar code can be read. */
  nextFrame(): Promise<SeenFrame> {
    return waitFor('a frame with a readable bar code is shown', () => this.#frame(), { timeoutMs: 30_000 });
  }

  /** The next readable frame that satisfies `condition`. */
  frameWhere(what: string, condition: (frame: SeenFrame) => boolean): Promise<SeenFrame> {
    const look = async (): Promise<SeenFrame | undefined> => {
      const frame = await this.#frame();
      return frame && condition(frame) ? frame : undefined;
    };
    return waitFor(what, look, { timeoutMs: 30_000 });
  }

  /** Leaves a mark that a reload would take away. */
  async markPage(): Promise<void> {
    await this.page.evaluate(() => document.body.setAttribute('data-marked', ''));
  }

  /** Whether the page is still the marked one. */
  isMarkedPage(): Promise<boolean> {
    return this.page.evaluate(() => document.body.hasAttribute('data-marked'));
  }

  /** Moves the DVR bar, 0 (the oldest moment) to 1 (live). */
  async moveSeekBar(share: number): Promise<void> {
    await this.page.locator('#seek').evaluate((element, to) => {
      if (!(element instanceof HTMLInputElement)) throw new Error('The DVR bar is no input');
      element.valueAsNumber = Number(element.max) * to;
      element.dispatchEvent(new Event('input'));
      element.dispatchEvent(new Event('change'));
    }, share);
  }

  /** Presses the live button. */
  goLive(): Promise<void> {
    return this.page.locator('#go-live').click();
  }

  /** The names in the quality menu, without its first entry. */
  async qualities(): Promise<readonly string[]> {
    const names = await this.page.locator('#quality option').allTextContents();
    return names.slice(1);
  }

  /** Chooses a rung by its name. */
  async chooseQuality(name: string): Promise<void> {
    await this.page.locator('#quality').selectOption({ label: name });
  }

  async #frame(): Promise<SeenFrame | undefined> {
    const frame = await Promise.race([
      this.page.evaluate(readNextFrame, { cells: barCodeCells, heightShare: barCodeHeightShare }),
      setTimeout(frameTimeoutMs, undefined),
    ]);
    if (!frame) return undefined;
    const { luma, ...shown } = frame;
    const codedMs = decodeBarCode(luma, Date.now());
    return codedMs === undefined ? undefined : { ...shown, codedMs };
  }
}
