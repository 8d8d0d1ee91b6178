/// <reference lib="dom" />
/** What viewers see: home, live page, video page, and the player in other sites. */
import type { Locator, Page } from 'playwright-core';
import { videoLink } from '../videos.ts';
import { emptyLists, reloadAfter } from './empty-lists.ts';
import type { ShownPage, ShownState } from './shown-page.ts';

const player = (page: Page, ...states: readonly string[]): Locator =>
  page.locator(states.map((state) => `[data-player][data-state="${state}"]`).join(','));

const waitForPlaying = (page: Page): Promise<void> => player(page, 'live', 'behind').waitFor();

const openHelp = async (page: Page): Promise<void> => {
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
};

const openMenu = async (page: Page, button: string | RegExp): Promise<void> => {
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('menu').filter({ visible: true }).waitFor();
};

export const homePage: ShownPage = {
  name: 'home',
  as: 'stranger',
  states: [
    {
      name: 'live streams and videos',
      path: () => '/',
      show: async (page, { onAir, video }) => {
        await videoLink(page, onAir.title).first().waitFor();
        await videoLink(page, video.title).first().waitFor();
      },
    },
    {
      name: 'nobody live',
      path: () => '/',
      show: async (page) => {
        await reloadAfter(page, emptyLists(page, '/api/streams'));
        await page.getByText('Nobody is live right now', { exact: false }).waitFor();
      },
    },
    {
      name: 'nothing yet',
      path: () => '/',
      show: async (page) => {
        await reloadAfter(page, emptyLists(page, '/api/streams', '/api/videos'));
        await page.getByText('Live streaming on Kubernetes').waitFor();
      },
    },
    {
      name: 'found',
      path: ({ video: { title } }) => `/?${new URLSearchParams({ q: title })}`,
      show: (page, { video }) => videoLink(page, video.title).first().waitFor(),
    },
    {
      name: 'nothing found',
      path: () => '/?q=zzyzx-quux',
      show: (page) =>
        page
          .getByText(/^Nothing found for/)
          .first()
          .waitFor(),
    },
    {
      name: 'of one person',
      path: ({ owner }) => `/?owner=${owner.user.username}`,
      show: (page, { video }) => videoLink(page, video.title).first().waitFor(),
    },
    {
      name: 'the api away',
      path: () => '/',
      show: async (page) => {
        await reloadAfter(
          page,
          page.route('**/api/**', (route) => route.abort()),
        );
        await page.getByRole('button', { name: 'Retry' }).first().waitFor();
      },
    },
    {
      name: 'theme menu',
      path: () => '/',
      show: (page) => openMenu(page, 'Theme'),
    },
  ],
};

const watch =
  (stream: 'onAir' | 'waiting' | 'hidden'): ShownState['path'] =>
  (stage) => {
    const { namespace, name } = stage[stream];
    return `/watch/${namespace}/${name}`;
  };

export const livePage: ShownPage = {
  name: 'live',
  as: 'stranger',
  states: [
    {
      name: 'playing',
      path: watch('onAir'),
      show: async (page, { onAir, video }) => {
        await waitForPlaying(page);
        await page.getByRole('heading', { name: onAir.title, level: 1 }).waitFor();
        await videoLink(page, video.title).first().waitFor();
      },
    },
    {
      name: 'quality menu',
      path: watch('onAir'),
      show: async (page) => {
        await waitForPlaying(page);
        await openMenu(page, /^Quality/);
      },
    },
    {
      name: 'keyboard help',
      path: watch('onAir'),
      show: async (page) => {
        await waitForPlaying(page);
        await openHelp(page);
      },
    },
    {
      name: 'paused',
      path: watch('onAir'),
      show: async (page) => {
        await waitForPlaying(page);
        await page.keyboard.press('k');
        await page.getByRole('button', { name: 'Play', exact: true }).first().waitFor();
      },
    },
    { name: 'not live yet', path: watch('waiting'), show: (page) => page.getByText('Not live yet').first().waitFor() },
    {
      name: 'private',
      path: watch('hidden'),
      show: (page) => page.getByRole('link', { name: 'Log in to watch' }).waitFor(),
    },
    {
      name: 'not there',
      path: () => '/watch/live/there-is-none',
      show: (page) => page.getByRole('heading', { name: 'Nothing is here' }).waitFor(),
    },
  ],
};

const video: ShownState['path'] = (stage) => `/videos/${stage.video.id}`;

const waitForVideo = async (page: Page): Promise<void> => {
  await page.getByRole('slider', { name: 'Position' }).waitFor();
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
};

export const videoPage: ShownPage = {
  name: 'video',
  as: 'stranger',
  states: [
    {
      name: 'open',
      path: video,
      show: async (page, { video: { title } }) => {
        await waitForVideo(page);
        await page.getByRole('heading', { name: title, level: 1 }).waitFor();
        await page.getByRole('heading', { name: 'More to watch' }).waitFor();
      },
    },
    {
      name: 'speed menu',
      path: video,
      show: async (page) => {
        await waitForVideo(page);
        await openMenu(page, /^Speed/);
      },
    },
    {
      name: 'keyboard help',
      path: video,
      show: async (page) => {
        await waitForVideo(page);
        await openHelp(page);
      },
    },
    {
      name: 'share menu',
      path: video,
      show: async (page) => {
        await waitForVideo(page);
        await openMenu(page, 'Share');
      },
    },
    {
      name: 'not there',
      path: () => '/videos/00000000-0000-4000-8000-000000000000',
      show: (page) => page.getByText('There is no such video', { exact: false }).first().waitFor(),
    },
  ],
};

const embed: ShownState['path'] = ({ onAir: { namespace, name } }) => `/embed/${namespace}/${name}`;

export const embedPage: ShownPage = {
  name: 'embed',
  as: 'stranger',
  states: [
    { name: 'cover', path: embed, show: (page) => page.getByRole('button', { name: /^Play / }).waitFor() },
    {
      name: 'playing',
      path: embed,
      show: async (page) => {
        await page.getByRole('button', { name: /^Play / }).click();
        await waitForPlaying(page);
      },
    },
  ],
};

export const notFoundPage: ShownPage = {
  name: 'not found',
  as: 'stranger',
  states: [
    {
      name: 'open',
      path: () => '/there/is/none',
      show: (page) => page.getByRole('heading', { name: 'Nothing is here' }).waitFor(),
    },
  ],
};
