/// <reference lib="dom" />
/** The controls of a player, by the names that a viewer knows them by. */
import type { Locator, Page } from 'playwright-core';

const seekBar = (page: Page): Locator => page.getByRole('slider', { name: 'Position' });

/** Presses the DVR bar, 0 (the oldest moment) to 1 (live). */
export const moveSeekBar = async (page: Page, share: number): Promise<void> => {
  const bar = seekBar(page);
  const box = await bar.boundingBox();
  if (!box) throw new Error('The DVR bar is not shown');
  const x = Math.min(box.width - 1, Math.max(1, box.width * share));
  await bar.click({ position: { x, y: box.height / 2 } });
};

/** Chooses a rung by its name. */
export const chooseQuality = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: /^Quality/ }).click();
  await page.getByRole('menuitemradio', { name, exact: true }).click();
};

/** 0 to 1. */
export const setVolume = async (page: Page, volume: number): Promise<void> => {
  await page.getByRole('slider', { name: 'volume' }).fill(String(volume));
};

/** The rungs that the menu offers, without its first entry; in the page whether it is open or not. */
export const readQualities = async (page: Page): Promise<readonly string[]> => {
  const names = await page.locator('[data-player] [role="menuitemradio"]').allTextContents();
  return names.slice(1);
};

/** Presses the live button. */
export const goLive = (page: Page): Promise<void> => page.getByRole('button', { name: 'Go live' }).first().click();
