/// <reference lib="dom" />
/**
 * Somebody with a browser of their own, who meets the web app through nginx. Kept is what no page may do: errors of scripts and of the
 * console, what the Content-Security-Policy stops, and requests that leave the site.
 */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { webUrl } from '../browser.ts';

/** A busy machine takes its time; what is waited for here has no speed to show. */
const patienceMs = 60_000;

/** Pages make some URLs of their own. */
const isOfSite = (url: string): boolean => /^(?:blob|data):/.test(url) || new URL(url).host === new URL(webUrl).host;

/** The browser's console tells of every answer that is an error. These belong to what the pages do: they ask again, and then it is there. */
const usualFaults: readonly RegExp[] = [
  // The address for encoders, while it is being made.
  /409 .*\/api\/streams\/[^/]+\/ingest$/,
  // The playlist of a stream that has just gone live.
  /404 .*\/live-streams\/.*\.m3u8/,
  // Edge and api on a machine that is too busy: a pod, or the cluster, did not answer in time.
  /503 .*\/(?:live-streams|api)\//,
];

/** See the file header. */
export class Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly #faults: string[] = [];
  readonly #allowed: RegExp[] = [...usualFaults];

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
  }

  /** A browser that has never been here. The clipboard is the machine's. */
  static async arrive(browser: Browser, options: BrowserContextOptions = {}): Promise<Visitor> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    context.setDefaultTimeout(patienceMs);
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: webUrl });
    const visitor = new Visitor(context, await context.newPage());
    await visitor.#listen();
    return visitor;
  }

  async #listen(): Promise<void> {
    const { context, page } = this;
    page.on('pageerror', (error) => this.#faults.push(error.stack ?? error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.#faults.push(`${message.text()} ${message.location().url}`);
    });
    page.on('websocket', (socket) => this.#note(socket.url()));
    context.on('request', (request) => this.#note(request.url()));
    await context.exposeFunction('tellPolicyBreak', (text: string) => this.#faults.push(text));
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
        const { tellPolicyBreak } = globalThis as unknown as { tellPolicyBreak: (text: string) => void };
        tellPolicyBreak(`The policy stops ${blockedURI} by ${effectiveDirective}`);
      });
    });
  }

  #note(url: string): void {
    if (!isOfSite(url)) this.#faults.push(`A request leaves the site: ${url}`);
  }

  /** Says that a test provokes this one. */
  allow(fault: RegExp): void {
    this.#allowed.push(fault);
  }

  /** What has happened that may not. */
  get faults(): readonly string[] {
    return this.#faults.filter((fault) => !this.#allowed.some((allowed) => allowed.test(fault)));
  }

  /** Goes to a page of the site by its address. */
  async goTo(path: string): Promise<void> {
    await this.page.goto(webUrl + path);
  }

  /** What was copied last. */
  readClipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Keeps what is on the screen in `dist/e2e`, for whoever asks why a test failed. */
  async keepPicture(name: string): Promise<void> {
    await this.page.screenshot({ path: `dist/e2e/${name}.png`, fullPage: true });
  }

  leave(): Promise<void> {
    return this.context.close();
  }
}
