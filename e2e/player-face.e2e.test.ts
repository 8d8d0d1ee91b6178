/**
 * The player's controls in a real browser, under the policy that nginx sends and without a cluster: what a viewer sees, presses and
 * hears the name of.
 */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from './src/browser.ts';
import { type BuiltPage, buildPage } from './src/faulty-origin/build-page.ts';
import { type Clip, makeClip } from './src/faulty-origin/clip.ts';
import { FaultyOrigin } from './src/faulty-origin/faulty-origin.ts';
import { InterruptedViewer } from './src/faulty-origin/interrupted-viewer.ts';

const sizes = { '180p': { width: 320, height: 180 }, '90p': { width: 160, height: 90 } };
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

describe('the player’s face', () => {
  let browser: Browser;
  let built: BuiltPage;
  let clip: Clip;
  let origin: FaultyOrigin;
  let viewer: InterruptedViewer;

  beforeAll(async () => {
    [browser, built] = await Promise.all([launchBrowser(), buildPage()]);
    clip = await makeClip(sizes, 40);
  });

  afterAll(async () => {
    await browser?.close();
    await built?.remove();
  });

  beforeEach(async () => {
    origin = await FaultyOrigin.start({ clip, windowSeconds: 100, page: built });
  });

  afterEach(async () => {
    await viewer?.close();
    await origin?.close();
  });

  const open = async (options?: BrowserContextOptions): Promise<Page> => {
    viewer = await InterruptedViewer.open(browser, origin.pageUrl, options);
    return viewer.page;
  };

  const waitForControls = (page: Page, areShown: boolean): Promise<unknown> =>
    page.waitForFunction(
      (opacity) => {
        const bar = document.querySelector('.player-bar');
        return bar !== null && getComputedStyle(bar).opacity === opacity;
      },
      areShown ? '1' : '0',
    );

  it('breaks no rule of the policy, and looks as it should under it', async () => {
    const page = await open();
    const mute = page.getByRole('button', { name: 'Mute' });
    const look = await mute.evaluate((element) => {
      const { display, height, backgroundColor } = getComputedStyle(element);
      const icon = element.shadowRoot?.querySelector('svg');
      return { display, height, backgroundColor, iconHeight: icon && getComputedStyle(icon).height };
    });
    expect(look).toEqual({
      display: 'flex',
      height: '44px',
      backgroundColor: 'rgba(0, 0, 0, 0)',
      iconHeight: '24px',
    });
    await page.getByRole('slider', { name: 'Volume' }).fill('0.5');
    const filled = await page.locator('media-volume-range').evaluate((range) => {
      const [bar, track] = ['#progress', '#track'].map(
        (part) => range.shadowRoot?.querySelector(part)?.clientWidth ?? 0,
      );
      return (bar ?? 0) / (track || 1);
    });
    expect(filled).toBeGreaterThan(0.35);
    expect(filled).toBeLessThan(0.65);
    expect(viewer.policyBreaks).toEqual([]);
    expect(viewer.complaints).toEqual([]);
  });

  it('names every control', async () => {
    const page = await open();
    const unnamed = await page.locator('[data-player]').evaluate((player) => {
      const controls = [...player.querySelectorAll('button, input, [role="button"], [role="switch"]')];
      return controls.filter((control) => !control.getAttribute('aria-label') && !control.textContent?.trim()).length;
    });
    expect(unnamed).toBe(0);
    for (const name of [
      'Pause',
      'Mute',
      'Live',
      'Quality: Auto (180p)',
      'Keyboard',
      'Picture in picture',
      'Full screen',
    ]) {
      expect(await page.getByRole('button', { name, exact: true }).count(), name).toBe(1);
    }
    const position = page.getByRole('slider', { name: 'Position' });
    expect(await position.getAttribute('aria-valuetext')).toBe('Live');
  });

  it('is worked by keys', async () => {
    const page = await open();
    await page.keyboard.press('4');
    await viewer.waitFor('it is behind', ({ state }) => state === 'behind');
    await viewer.waitForMotion();
    const { positionSeconds } = await viewer.look();
    await page.keyboard.press('j');
    await viewer.waitFor('it went back', (look) => look.positionSeconds < positionSeconds - 5);
    await page.keyboard.press('m');
    await viewer.waitFor('it is muted', ({ volume }) => volume === 0);
    await page.keyboard.press('k');
    await viewer.waitFor('it is paused', ({ isPaused }) => isPaused);
    await page.keyboard.press('f');
    await page.waitForFunction(() => document.fullscreenElement !== null);
    await page.keyboard.press('End');
    await viewer.waitForState('live');
    await page.keyboard.press('c');
    await page.getByText('There are no captions').waitFor();
    await page.keyboard.press('f');
    await page.waitForFunction(() => document.fullscreenElement === null);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await page.keyboard.press('k');
    await page.keyboard.press('Escape');
    expect((await viewer.look()).isPaused).toBe(false);
  });

  it('hides its controls while nobody moves, and shows them to a pointer and to the focus', async () => {
    const page = await open();
    await page.mouse.move(640, 400);
    await waitForControls(page, true);
    await waitForControls(page, false);
    await page.mouse.move(600, 380);
    await waitForControls(page, true);
    await waitForControls(page, false);
    await page.getByRole('button', { name: 'Pause' }).focus();
    await page.keyboard.press('Tab');
    await waitForControls(page, true);
  });

  it('is as loud the next time as it was left', async () => {
    const page = await open();
    await page.getByRole('slider', { name: 'Volume' }).fill('0.3');
    await viewer.waitFor('it is quieter', ({ volume }) => volume === 0.3);
    await page.reload();
    await viewer.waitForState('live');
    expect((await viewer.look()).volume).toBe(0.3);
  });

  it('seeks by two taps on a side, and shows its controls at one', async () => {
    const page = await open(phone);
    await waitForControls(page, false);
    const box = await page.locator('video').boundingBox();
    if (!box) throw new Error('There is no picture');
    const left = { x: box.x + box.width * 0.15, y: box.y + box.height * 0.4 };
    await page.touchscreen.tap(left.x, left.y);
    await waitForControls(page, true);
    await page.touchscreen.tap(left.x, left.y);
    await page.touchscreen.tap(left.x, left.y);
    await page.getByText('10 s back').waitFor();
    await viewer.waitForState('behind');
    expect((await viewer.look()).isPaused).toBe(false);
    expect(await page.evaluate(() => document.fullscreenElement)).toBeNull();
  });

  it.each([0.02, 0.5, 0.98])('seeks to what lies under the pointer, at %d of the bar', async (share) => {
    const page = await open();
    await page.mouse.move(640, 400);
    const bar = await page.locator('.player-seek').boundingBox();
    if (!bar) throw new Error('There is no bar');
    const position = page.getByRole('slider', { name: 'Position' });
    await position.evaluate((input) => {
      const note = (): void => {
        if (input instanceof HTMLInputElement) input.dataset.asked = String(input.valueAsNumber / Number(input.max));
      };
      input.addEventListener('input', note, { once: true, capture: true });
    });
    await page.mouse.click(bar.x + bar.width * share, bar.y + bar.height / 2);
    await page.waitForFunction(() => document.querySelector('[data-asked]') !== null);
    expect(Math.abs(Number(await position.getAttribute('data-asked')) - share)).toBeLessThan(0.002);
  });

  it('fits a narrow phone without a control beyond its rim', async () => {
    const page = await open({ ...phone, viewport: { width: 320, height: 640 } });
    await page.evaluate(() => document.querySelector<HTMLElement>('[data-player] input[type="range"]')?.focus());
    const beyond = await page.locator('[data-player]').evaluate((player) => {
      const rim = player.getBoundingClientRect().right;
      const shown = [...player.querySelectorAll('.player-row > *')].filter((part) => part.checkVisibility());
      return shown.filter((part) => part.getBoundingClientRect().right > rim + 1).map(({ className }) => className);
    });
    expect(beyond).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
});
