/** What streamers see: studio, one stream's studio, their videos, their profile. */
import type { Locator, Page } from 'playwright-core';
import { videoLink } from '../videos.ts';
import { emptyLists, reloadAfter } from './empty-lists.ts';
import type { ShownPage, ShownState } from './shown-page.ts';

/** Presses a button that opens a dialog. */
const openDialog = async (button: Locator, name: string | RegExp): Promise<Locator> => {
  await button.click();
  const dialog = button.page().getByRole('dialog', { name });
  await dialog.waitFor();
  return dialog;
};

const button = (page: Page, name: string): Locator => page.getByRole('main').getByRole('button', { name, exact: true });

export const studioPage: ShownPage = {
  name: 'studio',
  as: 'owner',
  states: [
    {
      name: 'streams',
      path: () => '/studio',
      show: (page, { onAir }) => videoLink(page, onAir.title).waitFor(),
    },
    {
      name: 'no stream yet',
      path: () => '/studio',
      show: async (page) => {
        await reloadAfter(page, emptyLists(page, '/api/streams'));
        await page.getByText('No stream yet').waitFor();
      },
    },
    {
      name: 'create a stream',
      path: () => '/studio',
      show: async (page) => {
        const form = await openDialog(button(page, 'Create a stream'), 'Create a stream');
        await form.getByRole('radio', { name: /^My own/ }).check();
        await form.getByText(/^Advanced/).click();
        await form.getByRole('combobox', { name: 'Encoding preset' }).waitFor();
      },
    },
    {
      name: 'create a stream, wrong',
      path: () => '/studio',
      show: async (page) => {
        const form = await openDialog(button(page, 'Create a stream'), 'Create a stream');
        await form.getByRole('button', { name: 'Create the stream' }).click();
        await form.locator('[aria-invalid="true"]').first().waitFor();
      },
    },
    {
      name: 'account menu',
      path: () => '/studio',
      show: async (page) => {
        await page.getByRole('button', { name: /^Account of / }).click();
        await page.getByRole('menu').waitFor();
      },
    },
  ],
};

const studioOf =
  (stream: 'onAir' | 'waiting'): ShownState['path'] =>
  (stage) =>
    `/studio/${stage[stream].id}`;

const part = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

/** Waits until the address for encoders and the recordings are there. */
const waitForStudio = async (page: Page): Promise<void> => {
  await part(page, 'Connect your encoder').getByRole('button', { name: 'Copy Server' }).waitFor();
  await part(page, 'Settings').getByRole('button', { name: 'Change' }).waitFor();
};

/** A dialog of the studio, by the button that opens it. */
const dialogState = (name: string, stream: 'onAir' | 'waiting', press: string, title: string | RegExp): ShownState => ({
  name,
  path: studioOf(stream),
  show: async (page) => {
    await waitForStudio(page);
    await openDialog(button(page, press), title);
  },
});

export const waitingStudioPage: ShownPage = {
  name: 'studio of a stream that waits',
  as: 'owner',
  states: [
    {
      name: 'address shown',
      path: studioOf('waiting'),
      show: async (page) => {
        await waitForStudio(page);
        await button(page, 'Show Server').click();
        await part(page, 'Recordings').getByText('No recordings yet').waitFor();
      },
    },
    {
      name: 'three fields',
      path: studioOf('waiting'),
      show: async (page) => {
        await waitForStudio(page);
        await page.getByRole('tab', { name: 'OBS, three fields' }).click();
        await button(page, 'Show Password').click();
      },
    },
    {
      name: 'other encoders',
      path: studioOf('waiting'),
      show: async (page) => {
        await waitForStudio(page);
        await page.getByRole('tab', { name: 'Others' }).click();
      },
    },
    dialogState('rotate the key', 'waiting', 'Rotate the key', 'Rotate the key?'),
    dialogState('change the settings', 'waiting', 'Change', 'Change the stream'),
    dialogState('close the stream', 'waiting', 'Close the stream', 'Close the stream?'),
  ],
};

export const liveStudioPage: ShownPage = {
  name: 'studio of a stream on air',
  as: 'owner',
  states: [
    {
      name: 'on air',
      path: studioOf('onAir'),
      show: async (page) => {
        await waitForStudio(page);
        await page.locator('[data-player][data-state="live"]').waitFor();
        await page.getByRole('img', { name: /^Bitrate over the last .*: now/ }).waitFor();
        await part(page, 'Recordings').getByRole('article').first().waitFor();
      },
    },
    dialogState('make a clip', 'onAir', 'Make a clip', 'Make a clip'),
    dialogState('end the session', 'onAir', 'End the session', 'End the session?'),
    dialogState('delete the stream', 'onAir', 'Delete', /^Delete “/),
  ],
};

export const myVideosPage: ShownPage = {
  name: 'my videos',
  as: 'owner',
  states: [
    {
      name: 'list',
      path: () => '/my-videos',
      show: (page, { video }) => videoLink(page, video.title).waitFor(),
    },
    {
      name: 'edit',
      path: () => '/my-videos',
      show: (page, { video }) => openDialog(button(page, `Edit ${video.title}`), 'Edit video'),
    },
    {
      name: 'delete',
      path: () => '/my-videos',
      show: async (page, { video }) => {
        await button(page, `More for ${video.title}`).click();
        await page.getByRole('menuitem', { name: 'Delete' }).click();
        await page.getByRole('dialog').waitFor();
      },
    },
    {
      name: 'none yet',
      path: () => '/my-videos',
      show: async (page) => {
        await reloadAfter(page, emptyLists(page, '/api/videos', '/api/recordings'));
        await page
          .getByRole('main')
          .getByRole('heading', { level: 2 })
          .or(page.getByText(/No video/))
          .first()
          .waitFor();
      },
    },
  ],
};

export const profilePage: ShownPage = {
  name: 'profile',
  as: 'owner',
  states: [
    {
      name: 'open',
      path: () => '/profile',
      show: (page) => button(page, 'Save the name').waitFor(),
    },
    {
      name: 'wrong fields',
      path: () => '/profile',
      show: async (page) => {
        await button(page, 'Change the password').click();
        await page.locator('[aria-invalid="true"]').first().waitFor();
      },
    },
    {
      name: 'log out everywhere',
      path: () => '/profile',
      show: (page) => openDialog(button(page, 'Log out everywhere'), /^Log out/),
    },
  ],
};
