/** Brings about that a page has nothing to show. */
import type { Page } from 'playwright-core';

const emptyList = { json: { items: [], nextCursor: null } };

/** Answers lists with nothing: others stream and publish in the cluster meanwhile. */
export const emptyLists = async (page: Page, ...paths: readonly string[]): Promise<void> => {
  for (const path of paths)
    await page.route(
      (url) => url.pathname === path,
      (route) => route.fulfill(emptyList),
    );
};

/** Shows it again as it is after `prepare`. */
export const reloadAfter = async (page: Page, prepare: Promise<unknown>): Promise<void> => {
  await prepare;
  await page.reload();
};
