/// <reference lib="dom" />
/** A viewer of a faulty origin: the page in a browser, what it says, and when its picture moves. */
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { chooseQuality, moveSeekBar } from '../player-controls.ts';

/** What the page shows at one look. */
export interface ViewerLook {
  /** `data-state` of the player. */
  readonly state: string;
  readonly title: string;
  /** On the engine's timeline, seconds. */
  readonly positionSeconds: number;
  /** The programme date-time of the picture, Unix milliseconds; 0 while unknown. */
  readonly dateTimeMs: number;
  readonly isPaused: boolean;
  readonly volume: number;
  /** Pixels of the picture. */
  readonly height: number;
  /** The quality menu, and what is chosen in it. */
  readonly qualities: readonly string[];
  readonly chosenQuality: string;
  /** Engines so far: more than one, and hls.js was built anew. */
  readonly engines: number;
  /** Pages so far: more than one, and the page was reloaded. */
  readonly loads: number;
}

type HlsHook = NonNullable<NonNullable<Window['kubecast']>['hls']>;

declare global {
  interface Window {
    kubecast?: { readonly hls: import('hls.js').default | undefined; readonly video: HTMLVideoElement };
    knownEngines?: Set<unknown>;
  }
}

const lookInPage = (): Omit<ViewerLook, 'loads'> => {
  const { hls, video } = window.kubecast ?? {};
  if (!video) throw new Error('The page has no player');
  window.knownEngines ??= new Set();
  window.knownEngines.add(hls);
  const player = document.querySelector<HTMLElement>('[data-player]');
  const rungs = [...(player?.querySelectorAll('[role="menuitemradio"]') ?? [])];
  return {
    state: player?.dataset.state ?? '',
    title: player?.querySelector('[role="status"] p')?.textContent ?? '',
    positionSeconds: video.currentTime,
    dateTimeMs: hls?.playingDate?.getTime() ?? 0,
    isPaused: video.paused,
    volume: video.muted ? 0 : video.volume,
    height: video.videoHeight,
    qualities: rungs.slice(1).map(({ textContent }) => textContent ?? ''),
    chosenQuality: rungs.find(({ ariaChecked }) => ariaChecked === 'true')?.textContent ?? '',
    engines: window.knownEngines.size,
  };
};

/** See the file header. */
export class InterruptedViewer {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of scripts. */
  readonly complaints: string[] = [];
  /** What the content security policy kept the page from. */
  readonly policyBreaks: string[] = [];
  #loads = 0;

  private constructor(page: Page, context: BrowserContext) {
    this.page = page;
    this.context = context;
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) this.policyBreaks.push(message.text());
    });
    page.on('load', () => {
      this.#loads += 1;
    });
  }

  /** Opens the page and waits until its picture moves at the live edge. */
  static async open(
    browser: Browser,
    pageUrl: string,
    options: BrowserContextOptions = { viewport: { width: 1280, height: 900 } },
  ): Promise<InterruptedViewer> {
    const context = await browser.newContext(options);
    const viewer = new InterruptedViewer(await context.newPage(), context);
    await viewer.page.goto(pageUrl);
    await viewer.waitForState('live');
    await viewer.waitForMotion();
    return viewer;
  }

  close(): Promise<void> {
    return this.context.close();
  }

  async look(): Promise<ViewerLook> {
    return { ...(await this.page.evaluate(lookInPage)), loads: this.#loads };
  }

  /** Waits for a look that satisfies the condition; the error tells the last one. */
  async waitFor(what: string, condition: (look: ViewerLook) => boolean, timeoutMs = 40_000): Promise<ViewerLook> {
    let last: ViewerLook | undefined;
    const check = async (): Promise<ViewerLook | undefined> => {
      last = await this.look();
      return condition(last) ? last : undefined;
    };
    return waitFor(what, check, { timeoutMs, intervalMs: 50 }).catch((error: Error) => {
      throw new Error(`${error.message}; last seen: ${JSON.stringify(last)}`, { cause: error });
    });
  }

  waitForState(...states: readonly string[]): Promise<ViewerLook> {
    return this.waitFor(`the page is ${states.join(' or ')}`, ({ state }) => states.includes(state));
  }

  /** Waits until the picture moves on by itself; gives the milliseconds until it did. */
  async waitForMotion(): Promise<number> {
    const startedMs = performance.now();
    let before = await this.look();
    await this.waitFor('the picture moves', (look) => {
      const movedSeconds = look.positionSeconds - before.positionSeconds;
      before = look;
      return movedSeconds > 0.01 && movedSeconds < 1 && !look.isPaused;
    });
    return Math.round(performance.now() - startedMs);
  }

  /** Moves the DVR bar, 0 (the oldest moment) to 1 (live). */
  moveSeekBar(share: number): Promise<void> {
    return moveSeekBar(this.page, share);
  }

  chooseQuality(name: string): Promise<void> {
    return chooseQuality(this.page, name);
  }

  /** As if hls.js had failed beyond repair. */
  async breakEngine(): Promise<void> {
    await this.page.evaluate(() => {
      const hls = window.kubecast?.hls;
      const error = new Error('broken by the test');
      const data = { type: 'otherError', details: 'internalException', fatal: true, error } as const;
      hls?.trigger('hlsError' as Parameters<HlsHook['trigger']>[0], data as Parameters<HlsHook['trigger']>[1]);
    });
  }

  /** Freezes the page for a while, as a laptop that sleeps does. */
  async sleepFor(ms: number): Promise<void> {
    const devTools = await this.context.newCDPSession(this.page);
    await devTools.send('Page.setWebLifecycleState', { state: 'frozen' });
    await new Promise((resolve) => setTimeout(resolve, ms));
    await devTools.send('Page.setWebLifecycleState', { state: 'active' });
    await devTools.detach();
  }
}
