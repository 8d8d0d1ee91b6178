/// <reference lib="dom" />
/** The controls of a player's page, as a viewer moves them. */
import type { Page } from 'playwright-core';

/** Moves the DVR bar, 0 (the oldest moment) to 1 (live). */
export const moveSeekBar = (page: Page, share: number): Promise<void> =>
  page.locator('#seek').evaluate((element, to) => {
    if (!(element instanceof HTMLInputElement)) throw new Error('The DVR bar is no input');
    element.valueAsNumber = Number(element.max) * to;
    element.dispatchEvent(new Event('input'));
    element.dispatchEvent(new Event('change'));
  }, share);

/** Chooses a rung by its name. */
export const chooseQuality = async (page: Page, name: string): Promise<void> => {
  await page.locator('#quality').selectOption({ label: name });
};
