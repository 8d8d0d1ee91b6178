/** The page of a live stream, as a viewer sees and works it. */
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import type { Locator, Page } from 'playwright-core';
import { chooseQuality, goLive, moveSeekBar } from '../player-controls.ts';
import type { SeenFrame } from '../shown-frame.ts';
import { waitForFrame, waitForMotion } from '../wait-for-frame.ts';

const patience = { timeoutMs: 60_000, intervalMs: 100 };

/** See the file header. */
export class LiveView {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Waits until it plays at the live edge. */
  async waitForLive(): Promise<SeenFrame> {
    await this.page.getByRole('button', { name: 'Live', exact: true }).waitFor();
    return waitForMotion(this.page);
  }

  /** Something that the player says over its picture. */
  caption(text: string): Locator {
    return this.page.getByRole('status').getByText(text);
  }

  frameWhere(what: string, condition: (frame: SeenFrame) => boolean): Promise<SeenFrame> {
    return waitForFrame(this.page, what, condition);
  }

  get #bar(): Locator {
    return this.page.getByRole('slider', { name: 'Position' });
  }

  /** Where the picture is, as the bar says it: `Live`, `1:20 behind live`. */
  async place(): Promise<string> {
    return (await this.#bar.getAttribute('aria-valuetext')) ?? '';
  }

  /** Waits until the bar goes back so far. */
  async waitForWindow(seconds: number): Promise<void> {
    const reaches = async () => Number(await this.#bar.getAttribute('max')) >= seconds;
    await waitFor(`the bar goes back ${seconds} s`, reaches, patience);
  }

  /** Presses the bar, 0 (the oldest moment) to 1 (live). */
  seek(share: number): Promise<void> {
    return moveSeekBar(this.page, share);
  }

  goLive(): Promise<void> {
    return goLive(this.page);
  }

  chooseQuality(name: string): Promise<void> {
    return chooseQuality(this.page, name);
  }

  /** Leaves a mark that a reload would take away. */
  async markPage(): Promise<void> {
    await this.page.evaluate(() => Object.assign(globalThis, { isMarked: true }));
  }

  /** Whether the page is still the marked one. */
  isMarkedPage(): Promise<boolean> {
    return this.page.evaluate(() => 'isMarked' in globalThis);
  }
}

/** `1 watching` and more, wherever a page says how many watch. */
export const someoneWatching = (page: Page): Locator => page.getByText(/^[1-9]\d* watching$/).first();
