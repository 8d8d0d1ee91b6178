/// <reference lib="dom" />
/**
 * A viewer who writes everything down: each picture with the moment that its bar code says, each error of hls.js, each time
 * the page was loaded or built its player anew.
 */
import type Hls from 'hls.js';
import type { ErrorData } from 'hls.js';
import type { Browser } from 'playwright-core';
import { barCodeCells, barCodeHeightShare, decodeBarCode } from '../src/bar-code.ts';
import { WatchPage } from '../src/watch-page.ts';
import type { PlayerError, SeenPicture } from './observation.ts';
import { wait } from './wait.ts';

/** As the page writes it down: the bar code as a row of 0 and 1. */
interface RawPicture {
  readonly bits: string;
  readonly shownMs: number;
  readonly programMs: number;
  readonly height: number;
}

interface Notebook {
  readonly pictures: RawPicture[];
  readonly errors: PlayerError[];
  engines: number;
}

const drainEveryMs = 1_000;

/** Runs in the page. */
const takeNotes = ({ cells, heightShare }: { cells: number; heightShare: number }): void => {
  const notebook: Notebook = { pictures: [], errors: [], engines: 0 };
  const page = window as unknown as { chaosNotebook?: Notebook; kubecast?: { hls: Hls | undefined } };
  page.chaosNotebook = notebook;
  const video = document.querySelector('video') as HTMLVideoElement;
  const canvas = document.createElement('canvas');
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const programMs = (mediaTime: number): number => {
    const playing = page.kubecast?.hls?.playingDate?.getTime() ?? Number.NaN;
    return playing + (mediaTime - video.currentTime) * 1_000;
  };
  const read = (mediaTime: number): RawPicture => {
    const [width, height] = [video.videoWidth, video.videoHeight];
    if (canvas.width !== width) canvas.width = width;
    context?.drawImage(video, 0, Math.floor((height * heightShare) / 2), width, 1, 0, 0, width, 1);
    const pixels = context?.getImageData(0, 0, width, 1).data ?? [];
    const bit = (_: unknown, cell: number): string =>
      (pixels[Math.floor(((cell + 0.5) * width) / cells) * 4] ?? 0) > 127 ? '1' : '0';
    const bits = Array.from({ length: cells }, bit).join('');
    const shownMs = performance.timeOrigin + performance.now();
    return { bits, height, shownMs, programMs: programMs(mediaTime) };
  };
  const onPicture = (_now: number, { mediaTime }: { mediaTime: number }): void => {
    notebook.pictures.push(read(mediaTime));
    video.requestVideoFrameCallback(onPicture);
  };
  video.requestVideoFrameCallback(onPicture);
  const engines = new Set<Hls>();
  // All engines pass their events through one method: a new one is heard from its first word on.
  const listen = (hls: Hls): void => {
    const { Events, prototype } = hls.constructor as typeof Hls;
    const { trigger } = prototype;
    prototype.trigger = function (event, data) {
      engines.add(this);
      notebook.engines = engines.size;
      if (event === Events.ERROR) {
        const { details, fatal, response } = data as ErrorData;
        notebook.errors.push({ details, fatal, status: response?.code, atMs: Date.now() });
      }
      return trigger.call(this, event, data);
    };
  };
  const untilThere = setInterval(() => {
    const hls = page.kubecast?.hls;
    if (!hls) return;
    clearInterval(untilThere);
    engines.add(hls);
    notebook.engines = engines.size;
    listen(hls);
  }, 10);
};

/** Runs in the page: what was written down since the last time. */
const tearOut = (): Notebook | undefined => {
  const { chaosNotebook } = window as unknown as { chaosNotebook?: Notebook };
  if (!chaosNotebook) return undefined;
  const { pictures, errors, engines } = chaosNotebook;
  return { pictures: pictures.splice(0), errors: errors.splice(0), engines };
};

const decoded = ({ bits, ...shown }: RawPicture): SeenPicture | undefined => {
  const luma = [...bits].map((bit) => (bit === '1' ? 255 : 0));
  const codedMs = decodeBarCode(luma, shown.shownMs);
  return codedMs === undefined ? undefined : { ...shown, codedMs };
};

/** See the file header. `close` ends it. */
export class Viewer {
  readonly pictures: SeenPicture[] = [];
  readonly errors: PlayerError[] = [];
  /** How often the page was loaded again. */
  reloads = 0;
  /** How often the player got a new engine, the first one not counted. */
  rebuilds = 0;
  readonly #watching: WatchPage;
  readonly #life = new AbortController();
  #draining: Promise<void> = Promise.resolve();

  private constructor(watching: WatchPage) {
    this.#watching = watching;
  }

  /** Opens the watch page and waits for its picture. */
  static async open(browser: Browser, namespace: string, stream: string): Promise<Viewer> {
    const viewer = new Viewer(await WatchPage.open(browser, namespace, stream));
    await viewer.#watching.waitForState('live');
    await viewer.#takeNotes();
    viewer.#watching.page.on('framenavigated', (frame) => {
      if (frame === viewer.#watching.page.mainFrame()) void viewer.#onReload();
    });
    viewer.#draining = viewer.#drainAgainAndAgain();
    return viewer;
  }

  /** The last picture seen. */
  get last(): SeenPicture | undefined {
    return this.pictures.at(-1);
  }

  /** `data-state` of the page. */
  state(): Promise<string> {
    return this.#watching.state();
  }

  async close(): Promise<void> {
    this.#life.abort();
    await this.#draining;
    await this.#watching.close();
  }

  #takeNotes(): Promise<void> {
    return this.#watching.page.evaluate(takeNotes, { cells: barCodeCells, heightShare: barCodeHeightShare });
  }

  async #onReload(): Promise<void> {
    this.reloads += 1;
    // The page may go again meanwhile; then the next call of this takes the notes.
    await this.#takeNotes().catch(() => undefined);
  }

  async #drainAgainAndAgain(): Promise<void> {
    const { signal } = this.#life;
    while (!signal.aborted) {
      await this.#drain().catch(() => undefined);
      await wait(drainEveryMs, signal);
    }
  }

  async #drain(): Promise<void> {
    const notes = await this.#watching.page.evaluate(tearOut);
    if (!notes) return;
    this.pictures.push(...notes.pictures.flatMap((picture) => decoded(picture) ?? []));
    this.errors.push(...notes.errors);
    this.rebuilds = Math.max(this.rebuilds, notes.engines - 1);
  }
}
