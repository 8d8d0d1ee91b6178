/// <reference lib="dom" />
/** The watch page as a viewer has it: what it shows, what the picture says, and the controls that a viewer moves. */
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import type { Browser, Page } from 'playwright-core';
import { webUrl } from './browser.ts';
import { chooseQuality, goLive, moveSeekBar, readQualities } from './player-controls.ts';
import type { SeenFrame } from './shown-frame.ts';
import { waitForFrame } from './wait-for-frame.ts';

const patienceMs = 30_000;

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

  /** `data-state` of the player: connecting, live, behind, reconnecting, disconnected, ended or offline. */
  state(): Promise<string> {
    return this.page.evaluate(() => document.querySelector<HTMLElement>('[data-player]')?.dataset.state ?? '');
  }

  /** Waits for such a state. */
  async waitForState(...states: readonly string[]): Promise<void> {
    let last = '';
    const look = async (): Promise<boolean> => {
      last = await this.state();
      return states.includes(last);
    };
    await waitFor(`the page is ${states.join(' or ')}`, look, { timeoutMs: patienceMs, intervalMs: 100 }).catch(
      (error) => {
        throw new Error(`${error.message}; it is ${last}, and says: ${this.complaints.join('; ')}`);
      },
    );
  }

  /** The next frame whose bar code can be read. */
  nextFrame(): Promise<SeenFrame> {
    return this.frameWhere('a frame with a readable bar code is shown', () => true);
  }

  /** The next readable frame that satisfies `condition`. */
  frameWhere(what: string, condition: (frame: SeenFrame) => boolean): Promise<SeenFrame> {
    return waitForFrame(this.page, what, condition, patienceMs);
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
  moveSeekBar(share: number): Promise<void> {
    return moveSeekBar(this.page, share);
  }

  /** Presses the live button. */
  goLive(): Promise<void> {
    return goLive(this.page);
  }

  /** The names in the quality menu, without its first entry. */
  qualities(): Promise<readonly string[]> {
    return readQualities(this.page);
  }

  /** Chooses a rung by its name. */
  chooseQuality(name: string): Promise<void> {
    return chooseQuality(this.page, name);
  }
}
