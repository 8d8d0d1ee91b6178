/// <reference lib="dom" />
/**
 * Every page of the web app in its states, wide and narrow, dark and light: axe finds nothing, and the Tab key reaches
 * everything, in order, and out again.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, webUrl } from './src/browser.ts';
import { runLighthouse } from './src/run-lighthouse.ts';
import { auditPage } from './src/web/audit-page.ts';
import type { ShownPage } from './src/web/pages/shown-page.ts';
import { shownPages } from './src/web/pages/shown-pages.ts';
import { homePage, livePage } from './src/web/pages/viewers-pages.ts';
import { type Stage, setStage } from './src/web/stage/stage.ts';
import { openContextOf } from './src/web/stage/stage-person.ts';
import { walkByTab } from './src/web/walk-by-tab.ts';

const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
/** These two show every width and every theme. */
const looks = [
  { viewport: desktop, colorScheme: 'light', extent: 'all' },
  { viewport: phone, colorScheme: 'dark', extent: 'all' },
] as const;
/** Only how things look together with the other theme is left: enough to see it in the page as one finds it. */
const moreLooks = [
  { viewport: phone, colorScheme: 'light', extent: 'looks' },
  { viewport: desktop, colorScheme: 'dark', extent: 'looks' },
] as const;

/** A busy machine takes its time; what is waited for here has no speed to show. */
const patienceMs = 60_000;

let browser: Browser;
let stage: Stage;
let contexts: Record<ShownPage['as'], BrowserContext>;
let page: Page;

beforeAll(async () => {
  [browser, stage] = await Promise.all([launchBrowser(), setStage()]);
  const options = { viewport: desktop, reducedMotion: 'reduce' } as const;
  const [stranger, owner] = await Promise.all([
    browser.newContext(options),
    openContextOf(browser, stage.owner, options),
  ]);
  contexts = { stranger, owner };
  for (const context of [stranger, owner]) context.setDefaultTimeout(patienceMs);
});

afterAll(async () => {
  await browser?.close();
  await stage?.strike();
});

afterEach(() => page?.close());

const open = async ({ as }: ShownPage): Promise<void> => {
  page = await contexts[as].newPage();
};

/** What axe finds in them, a line each. */
const auditLooks = async (state: string, isFirst: boolean): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const { viewport, colorScheme, extent } of isFirst ? [...looks, ...moreLooks] : looks) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    const lines = await auditPage(page, extent);
    found.push(...lines.map((line) => `${state}, ${viewport.width} px, ${colorScheme}: ${line}`));
  }
  return found;
};

describe('axe', () => {
  it.each(shownPages)('finds nothing wrong with $name', async (shown) => {
    await open(shown);
    const found: string[] = [];
    for (const [place, { name, path, show }] of shown.states.entries()) {
      await page.unrouteAll();
      await page.setViewportSize(desktop);
      await page.goto(webUrl + path(stage));
      await show(page, stage);
      found.push(...(await auditLooks(name, place === 0)));
    }
    expect(found).toEqual([]);
  });
});

describe('the Tab key', () => {
  it.each(shownPages)('reaches all that can be worked in $name, in its order', async (shown) => {
    await open(shown);
    const [{ path, show }] = shown.states;
    await page.goto(webUrl + path(stage));
    await show(page, stage);
    const { missed, backwards } = await walkByTab(page);
    expect({ missed, backwards }).toEqual({ missed: [], backwards: [] });
  });
});

describe('a dialog', () => {
  it('keeps the Tab key, and gives the focus back', async () => {
    page = await contexts.owner.newPage();
    await page.goto(`${webUrl}/my-videos`);
    const opener = page.getByRole('button', { name: `Edit ${stage.video.title}` });
    await opener.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Edit video' }).waitFor();
    const { missed, backwards } = await walkByTab(page, 'here');
    expect({ missed, backwards }).toEqual({ missed: [], backwards: [] });
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

describe('the first link', () => {
  it('skips to the content', async () => {
    page = await contexts.stranger.newPage();
    await page.goto(webUrl);
    await page.getByRole('main').getByRole('link').first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  });
});

describe('Lighthouse', () => {
  it.each([homePage, livePage])('gives $name full marks for accessibility', async ({ states: [{ path }] }) => {
    const url = webUrl + path(stage);
    const { scores, faults } = await runLighthouse({ url, categories: ['accessibility'], device: 'here' });
    expect(scores, faults.join('\n')).toEqual({ accessibility: 100 });
  });
});
