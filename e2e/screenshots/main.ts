/** The command behind `make screenshots`. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../src/browser.ts';
import { shownPages } from '../src/web/pages/shown-pages.ts';
import { openGallery } from './gallery.ts';
import { type Album, Photographer } from './photographer.ts';
import { chooseShots, readmeShots, type Shot } from './shots.ts';

const root = join(import.meta.dirname, '..', '..');

const help = `screenshots: every page at 390, 820 and 1440 px, light and dark

  --directory D    where they go                                     (else dist/screenshots)
  --states         every state of each page, not only the first
  --only A,B       these pages alone, as in home,live                (ONLY, else all)
  --readme         those of the README instead, into docs/screenshots

The pages:

${shownPages.map(({ name }) => `  ${name}`).join('\n')}`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    directory: { type: 'string', default: join(root, 'dist', 'screenshots') },
    states: { type: 'boolean', default: false },
    only: { type: 'string', default: process.env.ONLY ?? '' },
    readme: { type: 'boolean', default: false },
  },
});

const takeInGallery = async (browser: Browser, shots: readonly Shot[], album: Album): Promise<void> => {
  const gallery = await openGallery();
  try {
    const photographer = await Photographer.begin(browser, gallery);
    await photographer.takeAll(shots, album);
  } finally {
    await gallery.strike();
  }
};

const takePictures = async (): Promise<void> => {
  const directory = values.readme ? join(root, 'docs', 'screenshots') : values.directory;
  const pages = values.only.split(',').filter((name) => name !== '');
  const shots = values.readme ? readmeShots() : chooseShots(values.states ? 'states' : 'pages', pages);
  await mkdir(directory, { recursive: true });
  const browser = await launchBrowser();
  try {
    await takeInGallery(browser, shots, { directory, kind: values.readme ? 'seen' : 'whole' });
  } finally {
    await browser.close();
  }
};

if (values.help) console.log(help);
else await takePictures();
