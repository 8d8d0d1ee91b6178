/// <reference lib="dom" />
/** Takes the pictures: a browser for each of who looks, in which only the gallery's own streams and videos are listed. */
import { join } from 'node:path';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { z } from 'zod';
import { webUrl } from '../src/browser.ts';
import type { ShownPage } from '../src/web/pages/shown-page.ts';
import { openContextOf } from '../src/web/stage/stage-person.ts';
import type { Gallery } from './gallery.ts';
import { heights, type Shot } from './shots.ts';

export interface Album {
  readonly directory: string;
  /** Whole pages as PNG to look at, or what one sees at first as JPEG, which is small. */
  readonly kind: 'whole' | 'seen';
}

const patienceMs = 60_000;
const listSchema = z.looseObject({
  items: z.array(z.looseObject({ owner: z.looseObject({ id: z.string() }).nullish() })),
});

/** Others may stream and publish in the cluster. */
const listOnlyOf = async ({ people }: Gallery, context: BrowserContext): Promise<void> => {
  const ids = new Set(people.map(({ user }) => user.id));
  const answer = async (route: Route): Promise<void> => {
    const response = await route.fetch();
    const list = listSchema.safeParse(await response.json().catch(() => undefined));
    if (!list.success) return route.fulfill({ response });
    const items = list.data.items.filter(({ owner }) => owner && ids.has(owner.id));
    return route.fulfill({ response, json: { ...list.data, items, nextCursor: null } });
  };
  await context.route((url) => /^\/api\/(?:streams|videos|videos\/[^/]+\/related)$/.test(url.pathname), answer);
};

/** Runs in the page: what is far below is loaded only when it comes into sight. */
const scrollThrough = async (): Promise<void> => {
  for (let top = 0; top < document.body.scrollHeight; top += innerHeight) {
    scrollTo({ top, behavior: 'instant' });
    await new Promise(requestAnimationFrame);
  }
  scrollTo({ top: 0, behavior: 'instant' });
};

/** Runs in the page. */
const hasAllPictures = (kind: Album['kind']): boolean =>
  [...document.images]
    .filter((image) => kind === 'whole' || image.getBoundingClientRect().top < innerHeight)
    .every(({ complete }) => complete);

/** A player that plays hides them, unless somebody points at it. */
const showControls = async (page: Page): Promise<void> => {
  const player = page.locator('[data-player]').first();
  if (!(await player.isVisible()) || (await page.getByRole('dialog').isVisible())) return;
  await player.hover({ position: { x: 40, y: 60 }, force: true });
  await page.waitForFunction(() => {
    const bar = document.querySelector('.player-bar');
    return bar === null || getComputedStyle(bar).opacity === '1';
  });
};

/** See the file header. */
export class Photographer {
  readonly #gallery: Gallery;
  readonly #contexts: Readonly<Record<ShownPage['as'], BrowserContext>>;

  private constructor(gallery: Gallery, contexts: Readonly<Record<ShownPage['as'], BrowserContext>>) {
    this.#gallery = gallery;
    this.#contexts = contexts;
  }

  static async begin(browser: Browser, gallery: Gallery): Promise<Photographer> {
    const options = { reducedMotion: 'reduce' } as const;
    const stranger = await browser.newContext(options);
    const owner = await openContextOf(browser, gallery.owner, options);
    for (const context of [stranger, owner]) {
      context.setDefaultTimeout(patienceMs);
      await listOnlyOf(gallery, context);
    }
    return new Photographer(gallery, { stranger, owner });
  }

  /** Takes them in their order. What fails is said, and the rest goes on. */
  async takeAll(shots: readonly Shot[], album: Album): Promise<void> {
    for (const shot of shots) {
      const page = await this.#contexts[shot.page.as].newPage();
      await this.#take(page, shot, album).catch((error: Error) => {
        console.error(`${shot.file}: ${error.message.split('\n', 1)[0]}`);
        process.exitCode = 1;
      });
      await page.close();
    }
  }

  async #take(page: Page, { state, width, theme, file }: Shot, { directory, kind }: Album): Promise<void> {
    await page.setViewportSize({ width, height: heights[width] });
    await page.emulateMedia({ colorScheme: theme });
    await page.goto(webUrl + state.path(this.#gallery));
    await state.show(page, this.#gallery);
    if (kind === 'whole') await page.evaluate(scrollThrough);
    await page.waitForFunction(hasAllPictures, kind);
    await showControls(page);
    const path = join(directory, `${file}.${kind === 'whole' ? 'png' : 'jpg'}`);
    await page.screenshot(kind === 'whole' ? { path, fullPage: true } : { path, type: 'jpeg', quality: 80 });
    console.log(path);
  }
}
