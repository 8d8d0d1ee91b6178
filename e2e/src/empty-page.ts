/** A page of nginx's own origin with nothing but a `<video>`: for clients that are not our player. */
import type { Browser, Page } from 'playwright-core';
import { webUrl } from './browser.ts';

const body = '<!doctype html><link rel="icon" href="data:,"><video></video>';

/** Opens it; whoever does closes it. */
export const openEmptyPage = async (browser: Browser): Promise<Page> => {
  const page = await browser.newPage();
  const address = `${webUrl}/plain-player`;
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(address);
  return page;
};
