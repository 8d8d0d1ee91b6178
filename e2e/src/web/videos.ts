/** Videos in the web app: lists of them, and what owners do with theirs. */
import type { Locator, Page } from 'playwright-core';

/** A video of a list, by its title. */
export const videoLink = (page: Page, title: string): Locator =>
  page.getByRole('main').getByRole('link', { name: title, exact: true });

/** Looks for words by the field in the header; ends when there is an answer. */
export const search = async (page: Page, words: string): Promise<void> => {
  const field = page.getByRole('searchbox', { name: 'Search streams and videos' });
  await field.fill(words);
  await field.press('Enter');
  await page.getByRole('heading', { name: `“${words}”`, level: 1 }).waitFor();
};

/** Opens the list of one's own videos. */
export const openMyVideos = async (page: Page): Promise<void> => {
  await page.getByRole('banner').getByRole('link', { name: 'My videos' }).click();
  await page.getByRole('heading', { name: 'My videos', level: 1 }).waitFor();
};

/** In the list of one's own videos. */
export const makePrivate = async (page: Page, title: string): Promise<void> => {
  await page.getByRole('button', { name: `Edit ${title}` }).click();
  const form = page.getByRole('dialog', { name: 'Edit video' });
  await form.getByRole('radio', { name: 'Private' }).check();
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The video was changed').waitFor();
};

/** In the list of one's own videos. */
export const deleteVideo = async (page: Page, title: string): Promise<void> => {
  await page.getByRole('button', { name: `More for ${title}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click();
  await page.getByText('The video was deleted').waitFor();
};
